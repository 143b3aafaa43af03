package io.sixlane.relay.tcp;

import java.net.InetSocketAddress;

/** A socket that accepts. */
public interface BoundSocket extends AutoCloseable {
    InetSocketAddress address();

    /** Stops accepting and releases the port before it returns; open connections go on. */
    @Override
    void close();
}
