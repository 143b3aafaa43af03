package io.sixlane.provisioning.request;

import java.util.List;

/** A request that says nothing that could be decided on. An answer, so without a stack trace. */
public final class MalformedRequestException extends RuntimeException {
    private final transient List<FieldError> errors;

    public MalformedRequestException(String detail) {
        this(detail, List.of());
    }

    MalformedRequestException(List<FieldError> errors) {
        this(
                errors.size() == 1
                        ? "1 field of the body is wrong; see errors"
                        : errors.size() + " fields of the body are wrong; see errors",
                errors);
    }

    private MalformedRequestException(String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** Every bad field, in the order they were read; empty when it is not about the body. */
    public List<FieldError> errors() {
        return errors;
    }
}
