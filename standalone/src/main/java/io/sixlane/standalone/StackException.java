package io.sixlane.standalone;

/** The stack cannot continue; the message is one sentence with the fact and the next step. */
final class StackException extends RuntimeException {
    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
