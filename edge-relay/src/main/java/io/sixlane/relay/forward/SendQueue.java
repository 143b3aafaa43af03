package io.sixlane.relay.forward;

/**
 * The bytes sent through a socket, taken by the peer or not.
 *
 * @param taken grows as the peer takes bytes; its start means nothing
 * @param waiting 0 once the peer has taken every byte; in no particular unit
 */
public record SendQueue(long taken, long waiting) {
    public static final SendQueue EMPTY = new SendQueue(0, 0);

    public SendQueue plus(SendQueue other) {
        return new SendQueue(taken + other.taken, waiting + other.waiting);
    }
}
