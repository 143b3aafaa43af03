package io.sixlane.relay.report;

import io.sixlane.relay.forward.TcpMeasurement;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Sums the kernel's measurements on one side of many connections. Safe for several threads. */
final class TcpCounters {
    final CountedLatencies rttMicros = new CountedLatencies();
    final CountedLatencies jitterMicros = new CountedLatencies();
    final LongAdder segmentsSent = new LongAdder();
    final LongAdder segmentsRetransmitted = new LongAdder();

    /**
     * @param before the measurement of the same side before this one, null for the first
     */
    void measured(@Nullable TcpMeasurement before, TcpMeasurement now) {
        if (now.rttMicros() > 0) {
            rttMicros.record(now.rttMicros());
            jitterMicros.record(now.rttVarianceMicros());
        }
        segmentsSent.add(rise(before == null ? 0 : before.segmentsSent(), now.segmentsSent()));
        segmentsRetransmitted.add(
                rise(before == null ? 0 : before.retransmitted(), now.retransmitted()));
    }

    /** The kernel counts in 32 bits; -1 marks counts that it lacks. */
    private static long rise(long before, long now) {
        return now < 0 ? 0 : (now - Math.max(0, before)) & 0xffff_ffffL;
    }
}
