package io.sixlane.fleet;

/** Certificates cannot be made or read; the message is one sentence that names the file. */
public final class FleetException extends RuntimeException {
    FleetException(String message) {
        super(message);
    }

    FleetException(String message, Throwable cause) {
        super(message, cause);
    }
}
