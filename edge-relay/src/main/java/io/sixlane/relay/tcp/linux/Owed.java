package io.sixlane.relay.tcp.linux;

import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes that may still arrive of a flow that is over here: those in transit when its
 * RESET was sent, and those that the other relay sends until it reads it. That takes long when its
 * client takes the answer before the RESET slowly, so bytes beyond those in transit are dropped
 * slowly, and wait at the sender, as they would before a closed socket.
 */
final class Owed {
    /** Time for a slow endpoint to accept what its client sent before it reset. */
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Bytes that the other relay may send until it reads the RESET: half a second at 1 Gbit/s. */
    private static final long LEAST_BYTES = 64 << 20;

    /** Bytes per second that are dropped beyond those in transit. */
    static final long SLOW_BYTES_PER_SECOND = 10 << 20;

    private boolean awaited;
    private long sinceNanos;
    private long bytes;
    private long inTransit;
    private long pausedUntilNanos;

    /**
     * The last frame of the other side is missing.
     *
     * @param receiveBuffer bytes of this socket; no more than that is on its way at once
     */
    void await(long nowNanos, int receiveBuffer) {
        awaited = true;
        sinceNanos = nowNanos;
        bytes = LEAST_BYTES + 2L * receiveBuffer;
        inTransit = 2L * receiveBuffer;
        pausedUntilNanos = nowNanos;
    }

    /** The last frame is there. */
    void came() {
        awaited = false;
    }

    boolean isAwaited() {
        return awaited;
    }

    boolean isOverdue(long nowNanos) {
        return leftNanos(nowNanos) <= 0;
    }

    /** Until it is overdue; very long when nothing is awaited. */
    long leftNanos(long nowNanos) {
        return awaited ? LONGEST_NANOS - (nowNanos - sinceNanos) : Long.MAX_VALUE;
    }

    /**
     * @throws ProtocolException when that much cannot have been on its way
     */
    void dropped(int count, long nowNanos) throws ProtocolException {
        if (!awaited) {
            throw new ProtocolException(count + " bytes of no flow");
        }
        bytes -= count;
        inTransit -= count;
        if (inTransit < 0) {
            var begins = nowNanos - pausedUntilNanos < 0 ? pausedUntilNanos : nowNanos;
            pausedUntilNanos = begins + count * TimeUnit.SECONDS.toNanos(1) / SLOW_BYTES_PER_SECOND;
        }
        if (bytes < 0) {
            throw new ProtocolException("a flow goes on after its RESET");
        }
    }

    /** How long to leave the rest unread. */
    long pauseNanos(long nowNanos) {
        return awaited && inTransit < 0 ? Math.max(0, pausedUntilNanos - nowNanos) : 0;
    }
}
