package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Accepts connections and moves their bytes: the seam between the decision to forward and the
 * mechanism.
 *
 * <p>Every implementation passes on a FIN after the bytes before it and leaves the other direction
 * open, passes on a reset as a reset both ways, stops reading where the other side does not, and
 * resets connections that are not admitted.
 */
public interface TcpPath extends AutoCloseable {
    /** The name in heartbeats, for example {@code portable}. */
    String name();

    /**
     * Accepts connections on {@code address}; a wildcard IPv6 address leaves IPv4 alone. Blocks
     * until bound.
     *
     * @param address port 0 for a free one
     * @throws IOException with the system's reason
     */
    BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException;

    /**
     * Accepts from sockets that already listen, all on one address: those of {@link
     * BoundSocket#descriptors} in another process, received from it.
     *
     * @param descriptors at least one; this path's to close from here on
     * @throws IOException with the reason, also where descriptors cannot be adopted
     */
    BoundSocket adopt(List<Integer> descriptors, Admission admission) throws IOException;

    /** Ends every connection and the threads. */
    @Override
    void close();
}
