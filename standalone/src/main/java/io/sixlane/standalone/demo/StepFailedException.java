package io.sixlane.standalone.demo;

/** A step did not do what the tutorial promises; the message says what happened instead. */
final class StepFailedException extends RuntimeException {
    StepFailedException(String message) {
        super(message);
    }

    StepFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
