package io.sixlane.http.problem;

import java.util.List;

/** A request that cannot be read; names every bad field, the first 20 of many. */
public final class MalformedRequestException extends RefusedException {
    private static final long serialVersionUID = 1L;

    /** Errors in one answer. More would make the answer larger than the request and help no one. */
    static final int MOST_ERRORS = 20;

    private final transient List<FieldError> errors;

    public MalformedRequestException(String detail) {
        super(ProblemType.MALFORMED_REQUEST, detail);
        errors = List.of();
    }

    public MalformedRequestException(List<FieldError> errors) {
        super(problem(errors));
        this.errors = List.copyOf(errors);
    }

    private static Problem problem(List<FieldError> errors) {
        var detail =
                errors.size() == 1
                        ? "1 field of the request is wrong; see errors"
                        : errors.size() + " fields of the request are wrong; see errors";
        var problem =
                Problem.of(ProblemType.MALFORMED_REQUEST, detail)
                        .with("errors", errors.stream().limit(MOST_ERRORS).toList());
        return errors.size() <= MOST_ERRORS
                ? problem
                : problem.with("moreErrors", errors.size() - MOST_ERRORS);
    }

    /** Every bad field, in the order they were read; empty when the detail is complete. */
    public List<FieldError> errors() {
        return errors;
    }
}
