package io.sixlane.relay.route;

import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The links of the fleet as other relays published them. Safe for use by several threads. */
final class LinkTable {
    /** Three times the longest pause between two reports of one link. */
    static final Duration MOST_AGE = Duration.ofSeconds(90);

    private static final int MOST = 65_536;

    /** Packets that a published loss stands for: a slow window. */
    private static final int PACKETS = ProbeWindow.PROBES;

    private final Map<Pair, Received> links = new ConcurrentHashMap<>();

    /** The newest load, by the relay that published it. */
    private final Map<String, Received> newestOf = new ConcurrentHashMap<>();

    private record Pair(String from, String to) {}

    private record Received(LinkMeasured link, long nanos) {
        private boolean isOld(long nowNanos) {
            return nowNanos - nanos > MOST_AGE.toNanos();
        }
    }

    void received(LinkMeasured link, long nowNanos) {
        var pair = new Pair(link.relayId(), link.peerId());
        var held = links.get(pair);
        if (held != null && held.link().at().isAfter(link.at())) {
            return;
        }
        if (links.size() < MOST || links.containsKey(pair)) {
            var received = new Received(link, nowNanos);
            links.put(pair, received);
            newestOf.put(link.relayId(), received);
        }
    }

    void expire(long nowNanos) {
        links.values().removeIf(received -> received.isOld(nowNanos));
        newestOf.values().removeIf(received -> received.isOld(nowNanos));
    }

    /** Null when unknown, old or down. */
    @Nullable LinkQuality quality(String from, String to, long nowNanos) {
        var received = links.get(new Pair(from, to));
        return received == null || received.isOld(nowNanos) || !received.link().up()
                ? null
                : quality(received.link());
    }

    private static LinkQuality quality(LinkMeasured link) {
        return new LinkQuality(
                link.p50Millis(),
                Math.max(link.p50Millis(), link.p95Millis()),
                loss(link.lossThere()),
                loss(link.lossBack()));
    }

    private static Loss loss(double part) {
        return new Loss(PACKETS, (int) Math.round(Math.clamp(part, 0, 1) * PACKETS), 0, 0);
    }

    /** The load that a relay last published, 0 to 1; 0 when unknown. */
    double load(String relay, long nowNanos) {
        var newest = newestOf.get(relay);
        return newest == null || newest.isOld(nowNanos)
                ? 0
                : Math.clamp(newest.link().load(), 0, 1);
    }
}
