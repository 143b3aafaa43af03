package io.sixlane.provisioning.request;

/** The client decided on a revision that is no longer the present one. Without a stack trace. */
public final class StaleRevisionException extends RuntimeException {
    private final long presentRevision;

    StaleRevisionException(long presentRevision) {
        super("the present revision is " + presentRevision, null, false, false);
        this.presentRevision = presentRevision;
    }

    public long presentRevision() {
        return presentRevision;
    }
}
