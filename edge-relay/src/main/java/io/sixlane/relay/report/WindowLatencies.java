package io.sixlane.relay.report;

import org.HdrHistogram.packedarray.PackedLongArray;
import org.jspecify.annotations.Nullable;

/** One histogram of a window; used by the reporting thread alone. */
final class WindowLatencies {
    private static final String EMPTY = LatencyText.of(newCounts());

    /**
     * Counts by step of the {@link LatencyScale}; null when empty, as most are most of the time.
     */
    private @Nullable PackedLongArray counts;

    /** Encoding deflates, so an unchanged one is not encoded again. */
    private @Nullable String encoded;

    /** A new window. */
    void begin() {
        counts = null;
        encoded = null;
    }

    /**
     * Returns whether there was anything to add.
     *
     * @param taken each 0 to {@link LatencyScale#HIGHEST}
     */
    boolean add(long[] taken) {
        if (taken.length == 0) {
            return false;
        }
        var into = counts;
        if (into == null) {
            into = newCounts();
            counts = into;
        }
        for (var value : taken) {
            into.increment(LatencyScale.step(value));
        }
        encoded = null;
        return true;
    }

    boolean isEmpty() {
        return counts == null;
    }

    /** Compressed and Base64. */
    String text() {
        var now = counts;
        if (now == null) {
            return EMPTY;
        }
        var text = encoded;
        if (text == null) {
            text = LatencyText.of(now);
            encoded = text;
        }
        return text;
    }

    /** Null without a sample. */
    @Nullable String textOrNull() {
        return isEmpty() ? null : text();
    }

    private static PackedLongArray newCounts() {
        return new PackedLongArray(LatencyScale.LENGTH);
    }
}
