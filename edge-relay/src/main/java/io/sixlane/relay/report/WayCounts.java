package io.sixlane.relay.report;

import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A monotonic count for each of the first {@link TrafficReport#MOST_WAYS} ways. Safe for several
 * threads.
 */
final class WayCounts {
    private final Map<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one connection; two threads at once may pass the bound by one way. */
    void count(List<String> way) {
        var known = counts.get(way);
        if (known == null && counts.size() < TrafficReport.MOST_WAYS) {
            known = counts.computeIfAbsent(List.copyOf(way), _ -> new LongAdder());
        }
        if (known != null) {
            known.increment();
        }
    }

    Map<List<String>, Long> now() {
        var now = new HashMap<List<String>, Long>();
        counts.forEach((way, count) -> now.put(way, count.sum()));
        return now;
    }

    /** The counts between two answers of {@link #now}, without zeros. */
    static List<WayCount> between(Map<List<String>, Long> before, Map<List<String>, Long> after) {
        return after.entrySet().stream()
                .map(
                        counted ->
                                new WayCount(
                                        counted.getKey(),
                                        counted.getValue()
                                                - before.getOrDefault(counted.getKey(), 0L)))
                .filter(counted -> counted.connectionsOpened() > 0)
                .sorted(WayCount.MOST_USED_FIRST)
                .limit(TrafficReport.MOST_WAYS)
                .toList();
    }
}
