package io.sixlane.relay.udp;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A session as one process leaves it to the next.
 *
 * @param accelerated where the client sends to
 * @param listener which of the listening sockets on that port receives it, in the order of {@link
 *     io.sixlane.relay.forward.BoundSocket#descriptors}
 * @param destination {@link io.sixlane.relay.forward.Route.Destination#id} of where it goes
 * @param descriptor of its socket, which is connected to the endpoint
 */
public record InheritedSession(
        InetSocketAddress client,
        InetSocketAddress accelerated,
        int listener,
        String destination,
        int descriptor) {
    void close() {
        try {
            new FileDescriptor(descriptor).close();
        } catch (IOException _) {
            // Linux has released it all the same.
        }
    }
}
