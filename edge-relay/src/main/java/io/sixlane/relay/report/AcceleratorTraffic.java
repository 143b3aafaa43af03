package io.sixlane.relay.report;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What one accelerator's connections did since this process started. Counters only rise; the
 * reporter makes windows of their differences. Safe for several threads.
 */
public final class AcceleratorTraffic {
    /** Microseconds; what takes longer counts as one hour. */
    static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);

    static final int SIGNIFICANT_DIGITS = 3;

    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final Latencies connect = new Latencies();
    private final Latencies firstByte = new Latencies();

    AcceleratorTraffic() {}

    /**
     * Everything at one moment.
     *
     * @param opened accepted connections, {@code closed} of which are over
     */
    record Totals(
            long opened, long closed, long refused, long failed, long bytesIn, long bytesOut) {
        static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0);

        long active() {
            return Math.max(0, opened - closed);
        }
    }

    public void opened() {
        opened.increment();
    }

    public void closed() {
        closed.increment();
    }

    public void refused() {
        refused.increment();
    }

    public void failed() {
        failed.increment();
    }

    public void bytesIn(int count) {
        bytesIn.add(count);
    }

    public void bytesOut(int count) {
        bytesOut.add(count);
    }

    public void connected(long nanos) {
        connect.record(nanos);
    }

    public void firstByte(long nanos) {
        firstByte.record(nanos);
    }

    /** Closed is read first, so that it never exceeds opened. */
    Totals totals() {
        var closedSoFar = closed.sum();
        return new Totals(
                opened.sum(),
                closedSoFar,
                refused.sum(),
                failed.sum(),
                bytesIn.sum(),
                bytesOut.sum());
    }

    /** What was recorded since the last call, null if nothing. */
    @Nullable Histogram takeConnectMicros() {
        return connect.take();
    }

    /** What was recorded since the last call, null if nothing. */
    @Nullable Histogram takeFirstByteMicros() {
        return firstByte.take();
    }

    /** Packed: some hundred bytes instead of 180 KB each. */
    static Histogram newHistogram() {
        return new PackedHistogram(1, HIGHEST_MICROS, SIGNIFICANT_DIGITS);
    }

    private static final class Latencies {
        private @Nullable Histogram current;

        synchronized void record(long nanos) {
            var into = current;
            if (into == null) {
                into = newHistogram();
                current = into;
            }
            into.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, HIGHEST_MICROS));
        }

        synchronized @Nullable Histogram take() {
            var taken = current;
            current = null;
            return taken;
        }
    }
}
