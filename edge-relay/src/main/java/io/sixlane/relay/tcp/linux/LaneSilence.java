package io.sixlane.relay.tcp.linux;

import java.util.concurrent.TimeUnit;

/**
 * Whether the side that connected a lane has begun no frame for long, though it asks every five
 * seconds whether this side is there: it is gone, or sends one byte at a time.
 */
final class LaneSilence {
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private long bytes = -1;
    private long sinceNanos;

    /**
     * @param received bytes of all frames that began
     */
    boolean isOver(long received, long nowNanos) {
        if (received != bytes) {
            bytes = received;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos >= LONGEST_NANOS;
    }
}
