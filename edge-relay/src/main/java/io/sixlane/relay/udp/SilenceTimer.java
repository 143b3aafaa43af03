package io.sixlane.relay.udp;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session after silence in both directions. A session is provisional until its endpoint
 * answers and then bears less silence, so that a flood of clients does not hold sockets for long
 * (source: net.netfilter.nf_conntrack_udp_timeout of Linux, which does the same). Confined to the
 * session's event loop.
 */
final class SilenceTimer {
    private final EventExecutor loop;
    private final long answeredNanos;
    private final long provisionalNanos;
    private final Runnable onSilence;
    private @Nullable Future<?> check;
    private long movedNanos = System.nanoTime();
    private boolean answered;

    /**
     * @param answeredNanos once the endpoint has answered
     * @param provisionalNanos before, if that is less
     */
    SilenceTimer(
            EventExecutor loop, long answeredNanos, long provisionalNanos, Runnable onSilence) {
        this.loop = loop;
        this.answeredNanos = answeredNanos;
        this.provisionalNanos = Math.min(answeredNanos, provisionalNanos);
        this.onSilence = onSilence;
    }

    void start() {
        checkIn(limit());
    }

    void stop() {
        if (check != null) {
            check.cancel(false);
        }
    }

    /** Returns the time, on the monotonic clock. */
    long moved() {
        movedNanos = System.nanoTime();
        return movedNanos;
    }

    void answered() {
        answered = true;
    }

    private long limit() {
        return answered ? answeredNanos : provisionalNanos;
    }

    private void checkIn(long nanos) {
        check = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        var left = limit() - (System.nanoTime() - movedNanos);
        if (left <= 0) {
            onSilence.run();
        } else {
            checkIn(left);
        }
    }
}
