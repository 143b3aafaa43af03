package io.sixlane.relay.limit;

import io.sixlane.configuration.accelerator.Protocol;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
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

    /**
     * How long a socket that may lead back here is remembered after it closed: the next hop may
     * still wait to be accepted.
     */
    private static final long LINGER_NANOS = 1_000_000_000;

    /** Closed sockets that are remembered, the latest ones. */
    private static final int MOST_LINGERING = 16_384;

    private final HostAddresses host;
    private final int mostFromHost;
    private final Map<Link, Hop> outgoing = new ConcurrentHashMap<>();
    private final Map<Link, Hop> fromHost = new ConcurrentHashMap<>();
    private final Queue<Hop> lingering = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lingerers = new AtomicInteger();
    private final LongSupplier nanoTime;

    /**
     * A connection between two sockets, seen from either end.
     *
     * @param to null where a translator may stand between them, so that both ends see another one
     */
    private record Link(
            Protocol protocol, InetSocketAddress from, @Nullable InetSocketAddress to) {}

    /**
     * @param mostFromHost connections of one listener from addresses of this host; 0 does not bound
     *     them
     */
    public LoopGuard(HostAddresses host, int mostFromHost, LongSupplier nanoTime) {
        this.host = host;
        this.mostFromHost = mostFromHost;
        this.nanoTime = nanoTime;
    }

    /**
     * A connection that came in, or a session.
     *
     * @param accelerated where the client connected to
     * @param ofListener how many the listener has from this host
     * @return null if it is one too many
     */
    public @Nullable Hop arrived(
            Protocol protocol,
            InetSocketAddress client,
            InetSocketAddress accelerated,
            AtomicInteger ofListener) {
        if (!host.contains(client.getAddress())) {
            return new Hop(List.of(), null, null);
        }
        forget();
        var direct = new Link(protocol, client, accelerated);
        var translated = new Link(protocol, client, null);
        var known = outgoing.get(direct);
        var before = known == null ? outgoing.get(translated) : known;
        var hop = new Hop(List.of(direct, translated), before, ofListener);
        if ((ofListener.incrementAndGet() > mostFromHost && mostFromHost > 0) || hop.isLoop()) {
            ofListener.decrementAndGet();
            return null;
        }
        hop.in.forEach(link -> fromHost.put(link, hop));
        return hop;
    }

    /** Those that closed long enough ago, and the oldest of too many. */
    private void forget() {
        var now = nanoTime.getAsLong();
        for (var oldest = lingering.peek();
                oldest != null
                        && (now - oldest.endedNanos > LINGER_NANOS
                                || lingerers.get() > MOST_LINGERING);
                oldest = lingering.peek()) {
            if (lingering.remove(oldest)) {
                lingerers.decrementAndGet();
                oldest.forget();
            }
        }
    }

    /** How many sockets are remembered. */
    int size() {
        return outgoing.size() + fromHost.size();
    }

    /** One passage through this relay. */
    public final class Hop {
        private final List<Link> in;
        private final @Nullable AtomicInteger ofListener;
        private volatile @Nullable Hop before;
        private volatile @Nullable Link out;
        private volatile long endedNanos;

        private Hop(List<Link> in, @Nullable Hop before, @Nullable AtomicInteger ofListener) {
            this.in = in;
            this.before = before;
            this.ofListener = ofListener;
        }

        /**
         * The connection goes on from {@code from}, and may have come in here already.
         *
         * @return whether it may; false ends a loop
         */
        public boolean leaves(
                Protocol protocol, InetSocketAddress from, InetSocketAddress endpoint) {
            var isDirect = host.contains(endpoint.getAddress());
            var link = new Link(protocol, from, isDirect ? endpoint : null);
            out = link;
            outgoing.put(link, this);
            var next = fromHost.get(link);
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
            in.forEach(link -> fromHost.remove(link, this));
            if (ofListener != null) {
                ofListener.decrementAndGet();
            }
            var left = out;
            if (left != null && (left.to() != null || before != null)) {
                endedNanos = nanoTime.getAsLong();
                lingering.add(this);
                lingerers.incrementAndGet();
                LoopGuard.this.forget();
            } else {
                forget();
            }
        }

        private void forget() {
            var left = out;
            if (left != null) {
                outgoing.remove(left, this);
            }
        }
    }
}
