package io.sixlane.relay.tcp.linux;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When a lane may be tried after one has failed: later each time. Lanes that were tried together
 * and fail together count once.
 */
final class LaneRetry {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long DOWN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long pauseNanos;
    private long atNanos;

    boolean isWaiting(long nowNanos) {
        return pauseNanos > 0 && nowNanos - atNanos < 0;
    }

    void failed(long nowNanos) {
        if (isWaiting(nowNanos)) {
            return;
        }
        pauseNanos = Math.clamp(2 * pauseNanos, FIRST_NANOS, LAST_NANOS);
        var jitter = ThreadLocalRandom.current().nextLong(pauseNanos / 4);
        atNanos = nowNanos + pauseNanos + jitter;
    }

    /** The link is down. */
    void leave(long nowNanos) {
        pauseNanos = Math.max(pauseNanos, DOWN_NANOS);
        atNanos = nowNanos + pauseNanos;
    }

    void succeeded() {
        pauseNanos = 0;
    }
}
