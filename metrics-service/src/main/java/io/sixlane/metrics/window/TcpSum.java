package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport.TcpQuality;
import org.jspecify.annotations.Nullable;

/** Sums of kernels' measurements on one side of many connections. Mutable, for one thread. */
public final class TcpSum {
    private final Latencies rttMicros = Latencies.none();
    private final Latencies jitterMicros = Latencies.none();
    private long segmentsSent;
    private long segmentsRetransmitted;

    /** Adds {@code other}, which it does not change. */
    public void add(TcpSum other) {
        rttMicros.add(other.rttMicros);
        jitterMicros.add(other.jitterMicros);
        segmentsSent += other.segmentsSent;
        segmentsRetransmitted += other.segmentsRetransmitted;
    }

    void add(@Nullable TcpQuality quality) {
        if (quality != null) {
            rttMicros.add(Latencies.fromText(quality.rttMicros()));
            jitterMicros.add(Latencies.fromText(quality.jitterMicros()));
            segmentsSent += quality.segmentsSent();
            segmentsRetransmitted += quality.segmentsRetransmitted();
        }
    }

    public Latencies rttMicros() {
        return rttMicros;
    }

    public Latencies jitterMicros() {
        return jitterMicros;
    }

    public long segmentsSent() {
        return segmentsSent;
    }

    public long segmentsRetransmitted() {
        return segmentsRetransmitted;
    }

    @Nullable TcpQuality toReport() {
        return rttMicros.count() == 0 && segmentsSent == 0 && segmentsRetransmitted == 0
                ? null
                : new TcpQuality(
                        rttMicros.toText(),
                        jitterMicros.toText(),
                        segmentsSent,
                        segmentsRetransmitted);
    }
}
