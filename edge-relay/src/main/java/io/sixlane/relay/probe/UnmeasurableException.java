package io.sixlane.relay.probe;

/** A request that this relay cannot carry out; the message is for the user. */
final class UnmeasurableException extends Exception {
    private static final long serialVersionUID = 1;

    UnmeasurableException(String message) {
        super(message);
    }
}
