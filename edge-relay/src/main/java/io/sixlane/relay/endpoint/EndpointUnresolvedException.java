package io.sixlane.relay.endpoint;

/** An endpoint has no usable address, for the reason in the message. Without a stack trace. */
final class EndpointUnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndpointUnresolvedException(String message) {
        super(message, null, false, false);
    }
}
