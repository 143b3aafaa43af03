package io.sixlane.relay.forward;

/**
 * The rate of one direction of one connection. Used on the connection's event loop alone; what lies
 * behind it may be shared with other loops and must then bear that.
 *
 * <p>A path forwards exactly the bytes that were granted and not given back. While nothing is
 * granted it does not read from the source, so that the sender slows down.
 */
public interface ByteBudget {
    /**
     * Asked when there may be bytes to forward.
     *
     * @param wanted at least 1 byte
     * @return 0 to {@code wanted} bytes, granted now
     */
    int take(int wanted);

    /**
     * @param unused granted bytes that were not there to be forwarded, at least 1
     */
    void giveBack(int unused);

    /**
     * Datagrams cannot be cut and must not wait: takes all of {@code bytes} now, or nothing.
     *
     * @param bytes at least 1
     */
    default boolean takeWhole(int bytes) {
        var granted = take(bytes);
        if (granted > 0 && granted < bytes) {
            giveBack(granted);
        }
        return granted == bytes;
    }

    /** The connection ended, or this direction of it: gives back what it holds. */
    default void close() {}

    /** When to ask again, from now, after 0 bytes were granted. */
    long waitNanos();
}
