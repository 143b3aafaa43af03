package io.sixlane.relay.report;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Durations to three significant digits, as {@link Histogram} divides them: up to 2047 one by one,
 * and 1024 steps for each doubling above.
 */
final class LatencyScale {
    /** Largest value, in microseconds and milliseconds alike; larger ones count as this. */
    static final long HIGHEST = TimeUnit.HOURS.toMicros(1);

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final int SINGLE = 2048;
    private static final int STEPS = SINGLE / 2;

    /** How many steps there are up to {@link #HIGHEST}. */
    static final int LENGTH = step(HIGHEST) + 1;

    private LatencyScale() {}

    /**
     * @param value 0 to {@link #HIGHEST}
     */
    static int step(long value) {
        if (value < SINGLE) {
            return (int) value;
        }
        var doublings = Long.SIZE - Long.numberOfLeadingZeros(value / SINGLE);
        return doublings * STEPS + (int) (value >> doublings);
    }

    /** The lowest value of a step. */
    static long value(int step) {
        if (step < SINGLE) {
            return step;
        }
        var doublings = step / STEPS - 1;
        return (long) (step - doublings * STEPS) << doublings;
    }

    static Histogram newHistogram() {
        return new Histogram(1, HIGHEST, SIGNIFICANT_DIGITS);
    }
}
