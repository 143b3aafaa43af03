package io.sixlane.platform;

/** The embedded PostgreSQL or Kafka failed; the message names it and where it logs. */
public final class PlatformException extends RuntimeException {
    PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
