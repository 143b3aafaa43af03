package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A count for each cause. Mutable, for one thread. */
public final class Causes {
    private final SortedMap<String, Long> counts = new TreeMap<>();

    /** Adds {@code other}, which stays as it is. */
    public void add(Causes other) {
        other.counts.forEach((cause, count) -> counts.merge(cause, count, Long::sum));
    }

    void add(List<CauseCount> other) {
        other.forEach(counted -> counts.merge(counted.cause(), counted.count(), Long::sum));
    }

    /** The sum over all causes. */
    public long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The count of one cause. */
    public long of(String cause) {
        return counts.getOrDefault(cause, 0L);
    }

    /** The counts by cause, in their order, without zeros. */
    public Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    List<CauseCount> toReport() {
        return counts.entrySet().stream()
                .map(counted -> new CauseCount(counted.getKey(), counted.getValue()))
                .toList();
    }
}
