package io.sixlane.relay.tcp;

import java.net.InetSocketAddress;
import java.util.List;

/** A socket that accepts. */
public interface BoundSocket extends AutoCloseable {
    InetSocketAddress address();

    /**
     * The listening descriptors, for another process to {@link TcpPath#adopt}; they stay this
     * socket's to close. Empty where the platform hides them.
     */
    List<Integer> descriptors();

    /**
     * Stops accepting and releases the port before it returns, unless another process holds the
     * descriptors too; open connections go on.
     */
    @Override
    void close();
}
