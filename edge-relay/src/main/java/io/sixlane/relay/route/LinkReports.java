package io.sixlane.relay.route;

import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides which links to publish: those that changed, and each one from time to time. Confined to
 * one thread.
 */
final class LinkReports {
    static final Duration LEAST_PAUSE = Duration.ofSeconds(2);
    static final Duration MOST_PAUSE = Duration.ofSeconds(30);

    /** Relative difference of a round-trip time that counts as a change. */
    private static final double CHANGE = 0.1;

    private static final double LEAST_MILLIS = 1;

    /** Difference of a loss that counts as a change. */
    private static final double LOSS_CHANGE = 0.005;

    private final Map<String, Published> published = new HashMap<>();

    private record Published(LinkMeasured link, long nanos) {}

    /** Whether to publish the link now; if so, it counts as published. */
    boolean isDue(LinkMeasured link, long nowNanos) {
        var before = published.get(link.key());
        if (before != null) {
            var pause = nowNanos - before.nanos();
            if (pause < LEAST_PAUSE.toNanos()
                    || (pause < MOST_PAUSE.toNanos() && !differ(before.link(), link))) {
                return false;
            }
        }
        published.put(link.key(), new Published(link, nowNanos));
        return true;
    }

    /** Publishing failed: makes the link due again. */
    void failed(LinkMeasured link) {
        published.remove(link.key());
    }

    void retain(Collection<String> keys) {
        published.keySet().retainAll(keys);
    }

    private static boolean differ(LinkMeasured one, LinkMeasured other) {
        return one.up() != other.up()
                || isChange(one.p50Millis(), other.p50Millis())
                || isChange(one.p95Millis(), other.p95Millis())
                || isLossChange(one.lossThere(), other.lossThere())
                || isLossChange(one.lossBack(), other.lossBack());
    }

    private static boolean isChange(double before, double now) {
        return Math.abs(now - before) > Math.max(LEAST_MILLIS, CHANGE * before);
    }

    private static boolean isLossChange(double before, double now) {
        return Math.abs(now - before) > Math.max(LOSS_CHANGE, CHANGE * before);
    }
}
