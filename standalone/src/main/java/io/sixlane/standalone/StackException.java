package io.sixlane.standalone;

/** The stack cannot go on; the message is one sentence that says what is and what to do. */
final class StackException extends RuntimeException {
    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
