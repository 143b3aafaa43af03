package io.sixlane.relay.lane.security;

/** Files that prove no identity; the message names the file and the cause. */
final class CredentialsException extends Exception {
    private static final long serialVersionUID = 1L;

    CredentialsException(String message) {
        super(message);
    }

    CredentialsException(String message, Throwable cause) {
        super(message, cause);
    }
}
