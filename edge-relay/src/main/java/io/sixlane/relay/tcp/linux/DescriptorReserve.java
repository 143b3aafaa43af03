package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.SocketCalls;
import io.sixlane.relay.linux.SocketOptions;
import io.sixlane.relay.linux.StreamCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Descriptors that all event loops keep back together, so that a client can still be taken off a
 * queue and refused when no other descriptor is left. Safe for any thread.
 *
 * <p>While one is given up for a moment, another loop may get it for a socket of its own. So each
 * loop asks after every socket that it opened whether {@linkplain #isShort() one is missing}, and
 * {@linkplain #refill gives its own up} then.
 */
final class DescriptorReserve {
    /** More than one: what the virtual machine opens meanwhile may cost some permanently. */
    private static final int KEPT = 4;

    private static final InetSocketAddress ANY_IPV4 =
            new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

    private final Deque<Integer> kept = new ArrayDeque<>();
    private volatile boolean isShort = true;

    boolean isShort() {
        return isShort;
    }

    /** Reopens the missing reserve descriptors, as far as the process can. */
    synchronized void refill(SocketCalls sockets) {
        while (kept.size() < KEPT) {
            var descriptor = sockets.openStream(ANY_IPV4);
            if (descriptor < 0) {
                return;
            }
            kept.addLast(descriptor);
        }
        isShort = false;
    }

    /**
     * Takes one connection off the queue of a listening socket and resets it, so that its client
     * knows at once.
     *
     * @return whether there was one and a descriptor for it
     */
    synchronized boolean refuseOne(
            int listening, SocketCalls sockets, SocketOptions options, StreamCalls stream) {
        isShort = true;
        var spare = kept.pollLast();
        if (spare != null) {
            stream.close(spare);
        }
        var refused = sockets.accept(listening);
        if (refused >= 0) {
            options.resetOnClose(refused);
            stream.close(refused);
        }
        refill(sockets);
        return refused >= 0;
    }

    synchronized void close(StreamCalls stream) {
        kept.forEach(stream::close);
        kept.clear();
    }
}
