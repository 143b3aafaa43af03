package io.sixlane.relay.forward;

import java.io.IOException;

/** The host has no local port left for a socket. */
public final class NoPortException extends IOException {
    private static final long serialVersionUID = 1;
    private static final String MESSAGE = "No local port is left";

    public NoPortException() {
        super(MESSAGE);
    }

    public NoPortException(Throwable cause) {
        super(MESSAGE, cause);
    }
}
