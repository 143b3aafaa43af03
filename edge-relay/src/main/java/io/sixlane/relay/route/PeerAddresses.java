package io.sixlane.relay.route;

import io.sixlane.relay.fleet.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The addresses at which peers accept lanes and receive probes. Names are resolved on another
 * thread, once a minute. Confined to one thread.
 */
final class PeerAddresses {
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST = 2_048;

    private final Map<String, Resolved> byLane = new HashMap<>();

    private record Resolved(
            CompletableFuture<@Nullable InetSocketAddress> address, long sinceNanos) {}

    /** Null while the name is unresolved. */
    @Nullable InetSocketAddress of(Peer peer) {
        var now = System.nanoTime();
        var held = byLane.get(peer.lane());
        if (held == null || now - held.sinceNanos() > AGAIN.toNanos()) {
            if (byLane.size() >= MOST) {
                byLane.clear();
            }
            var asked = new Resolved(resolve(peer.lane()), now);
            if (held == null || !held.address().isDone()) {
                byLane.put(peer.lane(), asked);
            } else {
                var before = held.address().getNow(null);
                byLane.put(
                        peer.lane(),
                        new Resolved(
                                asked.address().isDone()
                                        ? asked.address()
                                        : CompletableFuture.completedFuture(before),
                                now));
            }
        }
        var known = byLane.get(peer.lane());
        return known == null ? null : known.address().getNow(null);
    }

    private static CompletableFuture<@Nullable InetSocketAddress> resolve(String lane) {
        var colon = lane.lastIndexOf(':');
        if (colon < 0 || !lane.substring(colon + 1).matches("\\d{1,5}")) {
            return CompletableFuture.completedFuture(null);
        }
        var host = lane.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
        var port = Integer.parseInt(lane.substring(colon + 1));
        if (port > 65_535) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.supplyAsync(() -> resolve(host, port));
    }

    private static @Nullable InetSocketAddress resolve(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException _) {
            return null;
        }
    }
}
