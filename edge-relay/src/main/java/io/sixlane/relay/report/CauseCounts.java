package io.sixlane.relay.report;

import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A monotonic count for each cause. Safe for several threads. */
final class CauseCounts<E extends Enum<E>> {
    private final Class<E> type;
    private final EnumMap<E, AtomicLong> counts;

    CauseCounts(Class<E> type) {
        this.type = type;
        this.counts = new EnumMap<>(type);
        for (var cause : type.getEnumConstants()) {
            counts.put(cause, new AtomicLong());
        }
    }

    @SuppressWarnings("NullAway") // every cause has one
    void count(E cause) {
        counts.get(cause).incrementAndGet();
    }

    /** Every cause. */
    Map<E, Long> now() {
        var now = new EnumMap<E, Long>(type);
        counts.forEach((cause, count) -> now.put(cause, count.get()));
        return now;
    }

    static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The count of one cause between two answers of {@link #now}; a missing one is 0. */
    static <E> long between(Map<E, Long> before, Map<E, Long> after, E cause) {
        return after.getOrDefault(cause, 0L) - before.getOrDefault(cause, 0L);
    }

    /** The counts between two answers of {@link #now}, without zeros. */
    static <E extends Enum<E>> List<CauseCount> between(Map<E, Long> before, Map<E, Long> after) {
        return after.keySet().stream()
                .map(cause -> new CauseCount(cause.name(), between(before, after, cause)))
                .filter(counted -> counted.count() > 0)
                .toList();
    }
}
