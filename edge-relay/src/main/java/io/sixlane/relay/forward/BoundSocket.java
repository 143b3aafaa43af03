package io.sixlane.relay.forward;

import java.net.InetSocketAddress;
import java.util.List;

/** A socket that accepts. */
public interface BoundSocket extends AutoCloseable {
    InetSocketAddress address();

    /**
     * The descriptors, for another process to adopt; this socket still closes its own. Empty where
     * the platform hides them.
     */
    List<Integer> descriptors();

    /**
     * Stops accepting and releases the port before it returns, unless another process holds the
     * descriptors too; open connections continue.
     */
    @Override
    void close();
}
