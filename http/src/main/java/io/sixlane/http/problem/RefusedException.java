package io.sixlane.http.problem;

/** A request that is refused with a problem. An answer rather than a fault: no stack trace. */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RefusedException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public RefusedException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public final Problem problem() {
        return problem;
    }
}
