package io.sixlane.relay.forward;

/** Seen from the relay's tenant. */
public enum Direction {
    /** From the client to the endpoint. */
    IN,
    /** From the endpoint to the client. */
    OUT
}
