package io.sixlane.provisioning.decision;

/** A refusal on its way to the client. It is an answer and no fault, so it has no stack trace. */
public final class RejectedException extends RuntimeException {
    private final transient Rejection reason;

    public RejectedException(Rejection reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    public Rejection reason() {
        return reason;
    }
}
