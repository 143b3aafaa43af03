package io.sixlane.relay.report;

import java.util.Arrays;

/**
 * Durations in units of the recorder's choice, kept until the reporter takes them. Safe for several
 * threads: recording writes one number, the reporter does the rest.
 */
final class CountedLatencies {
    /**
     * Most samples between two reports; later ones replace earlier ones. A relay of two CPUs opens
     * about 30,000 connections in that second.
     */
    static final int MOST = 1 << 17;

    private static final long[] NOTHING = {};
    private static final int FIRST_LENGTH = 8;

    private long[] values = NOTHING;
    private long count;

    synchronized void record(long value) {
        if (count < MOST && count == values.length) {
            values = Arrays.copyOf(values, Math.max(FIRST_LENGTH, 2 * values.length));
        }
        values[(int) (count++ % MOST)] = Math.clamp(value, 0, LatencyScale.HIGHEST);
    }

    /** The latencies recorded since the last call, in no order. */
    synchronized long[] take() {
        if (count == 0) {
            return NOTHING;
        }
        var taken = Arrays.copyOf(values, (int) Math.min(count, MOST));
        values = NOTHING;
        count = 0;
        return taken;
    }
}
