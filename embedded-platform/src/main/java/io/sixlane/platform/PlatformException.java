package io.sixlane.platform;

/**
 * The embedded PostgreSQL or Kafka could not do what was asked; the message says which and where it
 * logs.
 */
public final class PlatformException extends RuntimeException {
    PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
