package io.sixlane.relay.tcp.linux;

import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes that may still arrive of a flow that is over here: those in transit when its
 * RESET was sent, and those that the other relay sends until it receives it.
 */
final class Owed {
    /** Time for a slow endpoint to accept what its client sent before it reset. */
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Bytes that the other relay may send until it reads the RESET: half a second at 1 Gbit/s. */
    private static final long LEAST_BYTES = 64 << 20;

    private boolean awaited;
    private long sinceNanos;
    private long bytes;

    /**
     * The last frame of the other side is missing.
     *
     * @param receiveBuffer bytes of this socket; no more than that is on its way at once
     */
    void await(long nowNanos, int receiveBuffer) {
        awaited = true;
        sinceNanos = nowNanos;
        bytes = LEAST_BYTES + 2L * receiveBuffer;
    }

    /** The last frame is there. */
    void came() {
        awaited = false;
    }

    boolean isAwaited() {
        return awaited;
    }

    boolean isOverdue(long nowNanos) {
        return awaited && nowNanos - sinceNanos >= LONGEST_NANOS;
    }

    /**
     * @throws ProtocolException when that much cannot have been on its way
     */
    void dropped(int count) throws ProtocolException {
        if (!awaited) {
            throw new ProtocolException(count + " bytes of no flow");
        }
        bytes -= count;
        if (bytes < 0) {
            throw new ProtocolException("a flow goes on after its RESET");
        }
    }
}
