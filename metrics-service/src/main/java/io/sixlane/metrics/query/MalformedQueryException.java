package io.sixlane.metrics.query;

import java.util.List;

/** A question that cannot be answered as it was put; names every bad field. */
final class MalformedQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    MalformedQueryException(List<FieldError> errors) {
        super(errors.toString(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    List<FieldError> errors() {
        return errors;
    }
}
