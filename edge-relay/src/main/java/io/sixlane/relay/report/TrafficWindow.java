package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One accelerator's current window; used by the reporting thread alone. */
final class TrafficWindow {
    /** Windows start at its multiples since the epoch. */
    static final int SECONDS = 10;

    private final AcceleratorId id;
    private final AcceleratorTraffic traffic;
    private AcceleratorTraffic.Totals before = AcceleratorTraffic.Totals.NOTHING;
    private AcceleratorTraffic.Totals last = AcceleratorTraffic.Totals.NOTHING;
    private Histogram connect = AcceleratorTraffic.newHistogram();
    private Histogram firstByte = AcceleratorTraffic.newHistogram();
    private Instant start = Instant.MIN;
    private long sequence;

    TrafficWindow(AcceleratorId id, AcceleratorTraffic traffic) {
        this.id = id;
        this.traffic = traffic;
    }

    static Instant startOf(Instant moment) {
        return Instant.ofEpochSecond(
                Math.floorDiv(moment.getEpochSecond(), (long) SECONDS) * SECONDS);
    }

    /**
     * Adds what happened since the last call to the window of {@code moment}.
     *
     * @return that window so far, null when nothing happened
     */
    @Nullable TrafficReport advance(
            Instant moment, String relayId, String region, Instant incarnation) {
        var window = startOf(moment);
        if (window.isAfter(start)) {
            start = window;
            sequence = 0;
            before = last;
            connect.reset();
            firstByte.reset();
        }
        var now = traffic.totals();
        var changed = !now.equals(last);
        last = now;
        changed |= add(traffic.takeConnectMicros(), connect);
        changed |= add(traffic.takeFirstByteMicros(), firstByte);
        if (!changed) {
            return null;
        }
        return new TrafficReport(
                relayId,
                region,
                incarnation,
                id,
                start,
                SECONDS,
                ++sequence,
                now.opened() - before.opened(),
                now.active(),
                now.refused() - before.refused(),
                now.failed() - before.failed(),
                now.bytesIn() - before.bytesIn(),
                now.bytesOut() - before.bytesOut(),
                encoded(connect),
                encoded(firstByte));
    }

    private static boolean add(@Nullable Histogram taken, Histogram into) {
        if (taken == null) {
            return false;
        }
        into.add(taken);
        return true;
    }

    private static String encoded(Histogram histogram) {
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
