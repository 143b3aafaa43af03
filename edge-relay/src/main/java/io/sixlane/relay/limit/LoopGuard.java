package io.sixlane.relay.limit;

import io.sixlane.configuration.accelerator.Protocol;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ends loops: connections that a relay forwards to itself. Raw TCP and UDP have no room for a hop
 * count, so a relay recognizes its own outgoing sockets among its clients and counts the hops
 * between them. It cannot recognize a loop through a forwarder of somebody else, which has sockets
 * of its own; where such a forwarder runs on the relay's host, the number of connections from there
 * is bounded. Any thread.
 */
public final class LoopGuard {
    /** How often a connection may pass this relay. */
    static final int MOST_HOPS = 4;

    private final HostAddresses host;
    private final int mostFromHost;
    private final Map<Socket, Hop> outgoing = new ConcurrentHashMap<>();
    private final Map<Socket, Hop> fromHost = new ConcurrentHashMap<>();

    private record Socket(Protocol protocol, InetSocketAddress address) {}

    /**
     * @param mostFromHost connections of one listener from addresses of this host; 0 does not bound
     *     them
     */
    public LoopGuard(HostAddresses host, int mostFromHost) {
        this.host = host;
        this.mostFromHost = mostFromHost;
    }

    /**
     * A connection that came in, or a session.
     *
     * @param ofListener how many the listener has from this host
     * @return null if it is one too many
     */
    public @Nullable Hop arrived(
            Protocol protocol, InetSocketAddress client, AtomicInteger ofListener) {
        if (!host.contains(client.getAddress())) {
            return new Hop(null, null, null);
        }
        var socket = new Socket(protocol, client);
        var hop = new Hop(socket, outgoing.get(socket), ofListener);
        if ((ofListener.incrementAndGet() > mostFromHost && mostFromHost > 0) || hop.isLoop()) {
            ofListener.decrementAndGet();
            return null;
        }
        fromHost.put(socket, hop);
        return hop;
    }

    /** How many sockets are remembered. */
    int size() {
        return outgoing.size() + fromHost.size();
    }

    /** One passage through this relay. */
    public final class Hop {
        private final @Nullable Socket client;
        private final @Nullable AtomicInteger ofListener;
        private volatile @Nullable Hop before;
        private volatile @Nullable Socket out;

        private Hop(
                @Nullable Socket client, @Nullable Hop before, @Nullable AtomicInteger ofListener) {
            this.client = client;
            this.before = before;
            this.ofListener = ofListener;
        }

        /**
         * The connection goes on from {@code address}, which may have come in here already.
         *
         * @return whether it may; false ends a loop
         */
        public boolean leaves(Protocol protocol, InetSocketAddress address) {
            var socket = new Socket(protocol, address);
            out = socket;
            outgoing.put(socket, this);
            var next = fromHost.get(socket);
            if (next != null && next != this) {
                next.before = this;
            }
            return !isLoop();
        }

        private boolean isLoop() {
            var hops = 1;
            for (var one = before; one != null; one = one.before) {
                if (++hops > MOST_HOPS) {
                    return true;
                }
            }
            return false;
        }

        /** Once, when the connection has ended or was refused after all. */
        public void ended() {
            var left = out;
            if (left != null) {
                outgoing.remove(left, this);
            }
            if (client != null) {
                fromHost.remove(client, this);
            }
            if (ofListener != null) {
                ofListener.decrementAndGet();
            }
        }
    }
}
