package io.sixlane.relay.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * How connections are accepted and their bytes moved: the seam where a faster way will stand.
 *
 * <p>Every implementation passes on a FIN after the bytes before it and leaves the other direction
 * open, passes on a reset as a reset both ways, stops reading where the other side does not, and
 * resets what is not admitted.
 */
public interface TcpPath extends AutoCloseable {
    /** As it is said in heartbeats, for example {@code portable}. */
    String name();

    /**
     * Accepts connections on {@code address}; a wildcard IPv6 address leaves IPv4 alone. Blocks
     * until bound.
     *
     * @param address port 0 for a free one
     * @throws IOException with the system's reason
     */
    BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException;

    /** Ends every connection and the threads. */
    @Override
    void close();
}
