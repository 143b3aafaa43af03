package io.sixlane.relay.join;

/** An expected failure; the message is for the person at the terminal, with the way out. */
class JoinException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JoinException(String message) {
        super(message);
    }

    JoinException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The server's answer to a relay that is no member, or no more. */
    static final class NoMember extends JoinException {
        private static final long serialVersionUID = 1L;

        NoMember(String message) {
            super(message);
        }
    }
}
