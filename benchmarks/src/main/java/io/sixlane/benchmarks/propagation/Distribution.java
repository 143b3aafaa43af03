package io.sixlane.benchmarks.propagation;

import java.util.List;

/** Durations in nanoseconds, sorted; at least one. */
public final class Distribution {
    private final List<Long> sorted;

    public Distribution(List<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.sorted = nanos.stream().sorted().toList();
    }

    /**
     * The smallest value that {@code percent} of all do not exceed (nearest rank), in milliseconds
     * to a tenth.
     */
    public double millis(int percent) {
        var rank = Math.toIntExact(Math.ceilDiv((long) percent * sorted.size(), 100));
        return Math.round(sorted.get(Math.max(1, rank) - 1) / 1e5) / 10.0;
    }
}
