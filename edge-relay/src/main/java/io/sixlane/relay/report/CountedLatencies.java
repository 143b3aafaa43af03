package io.sixlane.relay.report;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, in whole units of the recorder's choice, until the reporter takes it.
 * Safe for several threads.
 */
final class CountedLatencies {
    /** Microseconds and milliseconds alike; what is longer counts as this. */
    static final long HIGHEST = TimeUnit.HOURS.toMicros(1);

    static final int SIGNIFICANT_DIGITS = 3;

    private @Nullable Histogram current;

    synchronized void record(long value) {
        var into = current;
        if (into == null) {
            into = newHistogram();
            current = into;
        }
        into.recordValue(Math.clamp(value, 0, HIGHEST));
    }

    /** What was recorded since the last call, null if nothing. */
    synchronized @Nullable Histogram take() {
        var taken = current;
        current = null;
        return taken;
    }

    /** Packed: some hundred bytes instead of 180 KB each. */
    static Histogram newHistogram() {
        return new PackedHistogram(1, HIGHEST, SIGNIFICANT_DIGITS);
    }
}
