package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connections of each way. Mutable, for one thread. */
public final class Ways {
    private final Map<List<String>, Long> counts = new HashMap<>();

    void add(Ways other) {
        other.counts.forEach((way, count) -> counts.merge(way, count, Long::sum));
    }

    void add(List<WayCount> other) {
        other.forEach(
                counted -> counts.merge(counted.way(), counted.connectionsOpened(), Long::sum));
    }

    /** The most used {@link TrafficReport#MOST_WAYS}, the most used one first. */
    public List<WayCount> counts() {
        return counts.entrySet().stream()
                .map(counted -> new WayCount(counted.getKey(), counted.getValue()))
                .sorted(WayCount.MOST_USED_FIRST)
                .limit(TrafficReport.MOST_WAYS)
                .toList();
    }
}
