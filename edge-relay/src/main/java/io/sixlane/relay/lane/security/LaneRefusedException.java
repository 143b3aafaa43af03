package io.sixlane.relay.lane.security;

/** A lane that may not be used; its connection must be closed. */
public final class LaneRefusedException extends Exception {
    /** For meters. */
    public enum Cause {
        /** What came is no TLS, or breaks it. */
        NOT_TLS,
        /** The handshake took too many bytes. */
        TOO_LONG,
        /**
         * One of the certificates is missing, expired or of another authority, or names no relay.
         */
        CERTIFICATE,
        /** Another relay than the one that was wanted, or than its greeting states. */
        IDENTITY,
        /** Bytes would travel plain through the Internet. */
        NOT_PRIVATE,
        /** A relay that may not have a lane now. */
        NOT_ADMITTED,
        /** The greeting is none, or of a version or an encryption that this relay does not have. */
        HELLO,
        /** The peer ended TLS, or a record was changed on the way. */
        BROKEN
    }

    private static final long serialVersionUID = 1L;

    private final Cause reason;

    LaneRefusedException(Cause reason, String message) {
        super(message);
        this.reason = reason;
    }

    LaneRefusedException(Cause reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Cause reason() {
        return reason;
    }
}
