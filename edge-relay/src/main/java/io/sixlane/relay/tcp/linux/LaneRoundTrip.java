package io.sixlane.relay.tcp.linux;

import java.util.concurrent.TimeUnit;

/**
 * Padding beside the PING and PONG of a warm lane, from which BBR measures the round-trip time.
 *
 * <p>BBR replaces a round-trip time older than ten seconds by the next one, unless that is of a
 * single segment below the maximum size, whose acknowledgement may have been delayed
 * (FLAG_ACK_MAYBE_DELAYED in tcp_input.c): a PING, or the first frame of an answer. After that it
 * measures in the midst of the transfer that follows, for 200 ms with four segments on their way
 * (BBR_PROBE_RTT in tcp_bbr.c). Two segments of the maximum size are acknowledged at once.
 */
final class LaneRoundTrip {
    private static final int SEGMENTS = 2;

    /** No peer makes this side send more by many a PING; less than their interval. */
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Beyond the segments of any network but the loopback. */
    private static final long MOST_BYTES = 16 << 10;

    private boolean padded;
    private long lastNanos;

    /**
     * Bytes of padding that are due, 0 for none.
     *
     * @param segmentBytes maximum segment size
     */
    int due(long segmentBytes, long nowNanos) {
        if (padded && nowNanos - lastNanos < LEAST_NANOS) {
            return 0;
        }
        padded = true;
        lastNanos = nowNanos;
        return (int) Math.min(SEGMENTS * segmentBytes, MOST_BYTES);
    }
}
