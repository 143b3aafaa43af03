package io.sixlane.metrics.window;

import io.sixlane.configuration.relay.TrafficReport.LegQuality;
import org.jspecify.annotations.Nullable;

/** What kernels measured of one leg of many connections. Mutable, for one thread. */
public final class Leg {
    private final Latencies rttMicros = Latencies.none();
    private final Latencies jitterMicros = Latencies.none();
    private long segmentsSent;
    private long segmentsRetransmitted;

    /** Adds {@code other}, which stays as it is. */
    public void add(Leg other) {
        rttMicros.add(other.rttMicros);
        jitterMicros.add(other.jitterMicros);
        segmentsSent += other.segmentsSent;
        segmentsRetransmitted += other.segmentsRetransmitted;
    }

    void add(@Nullable LegQuality quality) {
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

    @Nullable LegQuality toReport() {
        return rttMicros.count() == 0 && segmentsSent == 0 && segmentsRetransmitted == 0
                ? null
                : new LegQuality(
                        rttMicros.toText(),
                        jitterMicros.toText(),
                        segmentsSent,
                        segmentsRetransmitted);
    }
}
