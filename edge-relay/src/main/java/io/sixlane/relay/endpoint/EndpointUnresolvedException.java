package io.sixlane.relay.endpoint;

/** An endpoint has no address that may be used now; the message says why. Without a stack trace. */
final class EndpointUnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndpointUnresolvedException(String message) {
        super(message, null, false, false);
    }
}
