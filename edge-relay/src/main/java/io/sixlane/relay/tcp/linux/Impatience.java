package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.TcpMeasurement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a flow leaves a lane for the next way: after two round trips in which the kernel of the
 * other relay acknowledged nothing at all. One lost packet is not enough, since the frame that
 * follows each burst is acknowledged, too. Pure.
 */
final class Impatience {
    /** The longest patience, also with a lane whose round-trip time is unknown. */
    static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Kernels that share busy processors acknowledge that late. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Resolution of the clock by which the kernel measures silence. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Impatience() {}

    /**
     * After which a silent lane is left.
     *
     * @param rttNanos 0 for unknown
     */
    static long nanos(long rttNanos, long deviationNanos) {
        return rttNanos <= 0
                ? MOST_NANOS
                : Math.clamp(
                        2 * rttNanos + Math.min(4 * deviationNanos, rttNanos / 2) + SLACK_NANOS,
                        LEAST_NANOS,
                        MOST_NANOS);
    }

    /** By what the kernel measured of the lane; null or 0 for nothing yet. */
    static long nanos(@Nullable TcpMeasurement lane, long elseRttNanos) {
        return lane == null || lane.rttMicros() == 0
                ? nanos(elseRttNanos, 0)
                : nanos(
                        TimeUnit.MICROSECONDS.toNanos(lane.rttMicros()),
                        TimeUnit.MICROSECONDS.toNanos(lane.rttVarianceMicros()));
    }

    /**
     * Whether no acknowledgement came since the flow began, as far as the kernel's clock shows.
     *
     * @param silentNanos since the last acknowledgement
     */
    static boolean isSilent(long waitedNanos, long silentNanos) {
        return silentNanos + TICK_NANOS >= waitedNanos;
    }
}
