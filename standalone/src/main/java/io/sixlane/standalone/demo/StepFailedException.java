package io.sixlane.standalone.demo;

/** A step failed; the message holds the actual result. */
final class StepFailedException extends RuntimeException {
    StepFailedException(String message) {
        super(message);
    }

    StepFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
