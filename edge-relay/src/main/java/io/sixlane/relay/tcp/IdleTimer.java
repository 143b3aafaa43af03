package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.SendQueue;
import java.util.function.Supplier;

/**
 * Decides when a connection is idle: when neither side sends bytes and neither takes any. Bytes
 * that a side sends are reported as they move. Bytes that a side takes are found at looks, and only
 * after some silence, so that a busy connection and a drained one cost no system call. Used on the
 * connection's event loop.
 */
public final class IdleTimer {
    /** Looks per timeout while bytes wait to be taken; a timeout is exact to one of them. */
    private static final int LOOKS = 8;

    private final long idleNanos;
    private final long halfClosedNanos;
    private long movedNanos;
    private long taken;
    private boolean compared;
    private boolean drained;
    private boolean halfClosed;

    public IdleTimer(TcpSettings settings, long idleNanos, long nowNanos) {
        this.idleNanos = idleNanos;
        this.halfClosedNanos = Math.min(idleNanos, settings.halfClosedTimeout().toNanos());
        this.movedNanos = nowNanos;
    }

    /** Bytes were read, or accepted by a socket. */
    public void moved(long nowNanos) {
        movedNanos = nowNanos;
        compared = false;
        drained = false;
    }

    /** Applies the shorter timeout from the first FIN on. */
    public void halfClose() {
        halfClosed = true;
    }

    /** Nanoseconds until the first look. */
    public long stepNanos() {
        return timeoutNanos() / LOOKS;
    }

    /**
     * @param queue what both sides have taken and have not, asked only where it decides
     * @return nanoseconds until the next look; the connection is idle when 0 or less
     */
    public long look(long nowNanos, Supplier<SendQueue> queue) {
        var step = stepNanos();
        var silent = nowNanos - movedNanos;
        if (silent < step) {
            return step - silent;
        }
        if (!drained) {
            var now = queue.get();
            if (compared && now.taken() != taken) {
                movedNanos = nowNanos;
            }
            taken = now.taken();
            drained = now.waiting() == 0;
            compared = true;
        }
        var left = timeoutNanos() - (nowNanos - movedNanos);
        return drained ? left : Math.min(left, step);
    }

    private long timeoutNanos() {
        return halfClosed ? halfClosedNanos : idleNanos;
    }
}
