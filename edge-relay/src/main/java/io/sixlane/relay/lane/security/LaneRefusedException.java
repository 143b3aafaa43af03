package io.sixlane.relay.lane.security;

/** A lane that may not be used; its connection must be closed. */
public final class LaneRefusedException extends Exception {
    /** The cause of a refusal, for meters. */
    public enum Cause {
        /** The bytes are not TLS, or violate it. */
        NOT_TLS,
        /** The handshake took too many bytes. */
        TOO_LONG,
        /**
         * One of the certificates is missing, expired or of another authority, or names no relay.
         */
        CERTIFICATE,
        /** The certificate names another relay than the wanted one or the one in the greeting. */
        IDENTITY,
        /** Plain bytes would cross the public Internet. */
        NOT_PRIVATE,
        /** The relay is not admitted at the moment. */
        NOT_ADMITTED,
        /** The greeting is malformed, or has an unsupported version or encryption. */
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
