package io.sixlane.relay.limit;

import io.sixlane.configuration.accelerator.Protocol;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends loops: connections that a relay forwards to itself. Raw TCP and UDP have no room for a hop
 * count, so a relay counts where its own connections go: a client on its host that comes to an
 * address which connections of the relay aim at is one hop further than the furthest of those. It
 * cannot recognize a loop through a foreign forwarder; where such a forwarder runs on the relay's
 * host, the number of connections from there is bounded. Any thread.
 */
public final class LoopGuard {
    /** Most passages of a connection through this relay. */
    static final int MOST_HOPS = 4;

    /** Time for which a closed connection counts: its next hop may still wait to be accepted. */
    private static final long LINGER_NANOS = 1_000_000_000;

    /** Closed connections that count, the latest ones. */
    private static final int MOST_LINGERING = 16_384;

    private final HostAddresses host;
    private final int mostFromHost;
    private final LongSupplier nanoTime;

    /** How many connections aim at an address of this host, by their hops. */
    private final Map<Target, int[]> aims = new ConcurrentHashMap<>();

    private final Queue<Ended> lingering = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lingerers = new AtomicInteger();

    private record Target(Protocol protocol, InetSocketAddress address) {}

    private record Ended(Target target, int hops, long nanos) {}

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
            return new Hop(1, null);
        }
        forget();
        var hops = 1 + furthest(new Target(protocol, accelerated));
        if (hops > MOST_HOPS) {
            return null;
        }
        if (ofListener.incrementAndGet() > mostFromHost && mostFromHost > 0) {
            ofListener.decrementAndGet();
            return null;
        }
        return new Hop(hops, ofListener);
    }

    /** The hops of the furthest connection that aims at an address; 0 without one. */
    private int furthest(Target target) {
        var counts = aims.get(target);
        if (counts != null) {
            for (var hops = MOST_HOPS; hops > 0; hops--) {
                if (counts[hops] > 0) {
                    return hops;
                }
            }
        }
        return 0;
    }

    private void count(Target target, int hops, int change) {
        aims.compute(
                target,
                (_, held) -> {
                    var counts = held == null ? new int[MOST_HOPS + 1] : held.clone();
                    counts[hops] += change;
                    return Arrays.stream(counts).allMatch(count -> count == 0) ? null : counts;
                });
    }

    /** Drops connections that closed long enough ago, and the oldest of too many. */
    private void forget() {
        var now = nanoTime.getAsLong();
        for (var oldest = lingering.peek();
                oldest != null
                        && (now - oldest.nanos() > LINGER_NANOS
                                || lingerers.get() > MOST_LINGERING);
                oldest = lingering.peek()) {
            if (lingering.remove(oldest)) {
                lingerers.decrementAndGet();
                count(oldest.target(), oldest.hops(), -1);
            }
        }
    }

    /** How many addresses connections aim at. */
    int size() {
        return aims.size();
    }

    int lingering() {
        return lingerers.get();
    }

    /** One passage through this relay. */
    public final class Hop {
        private final int hops;
        private final @Nullable AtomicInteger ofListener;
        private @Nullable Target target;
        private boolean isEnded;

        private Hop(int hops, @Nullable AtomicInteger ofListener) {
            this.hops = hops;
            this.ofListener = ofListener;
        }

        /** The connection is about to go to {@code endpoint}. */
        public synchronized void aims(Protocol protocol, InetSocketAddress endpoint) {
            leave();
            if (!isEnded && host.contains(endpoint.getAddress())) {
                var next = new Target(protocol, endpoint);
                target = next;
                count(next, hops, 1);
            }
        }

        private void leave() {
            var left = target;
            if (left != null) {
                target = null;
                lingering.add(new Ended(left, hops, nanoTime.getAsLong()));
                lingerers.incrementAndGet();
                forget();
            }
        }

        /** Called once, when the connection has ended or was refused after all. */
        public synchronized void ended() {
            leave();
            isEnded = true;
            if (ofListener != null) {
                ofListener.decrementAndGet();
            }
        }
    }
}
