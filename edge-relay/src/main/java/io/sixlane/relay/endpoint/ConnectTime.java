package io.sixlane.relay.endpoint;

import java.util.OptionalLong;

/** A moving average of the time to connect. Any thread; an update lost does no harm. */
final class ConnectTime {
    /** A new measurement counts for one in eight, as in TCP (source: RFC 6298). */
    private static final int SMOOTHING = 8;

    private volatile long nanos;

    void measured(long measuredNanos) {
        var before = nanos;
        var sample = Math.max(1, measuredNanos);
        nanos = before == 0 ? sample : before + (sample - before) / SMOOTHING;
    }

    /** Empty before the first measurement. */
    OptionalLong nanos() {
        return nanos == 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
    }
}
