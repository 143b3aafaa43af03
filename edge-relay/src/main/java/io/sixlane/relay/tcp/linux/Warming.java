package io.sixlane.relay.tcp.linux;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The agreement of a relay's event loops about padding: it leaves no faster than flows may, and on
 * one lane to each relay at a time, so that it fills no queue on the way. Any event loop.
 */
final class Warming {
    /** A window need hold no more. */
    static final long MOST_BYTES = 2 << 20;

    static final long LEAST_BYTES = 64 << 10;

    /** Bandwidth-delay products in a window, as a sender needs while a loss is mended. */
    private static final int PRODUCTS = 2;

    /** Flows that move here because of a cut meet no padding. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesPerSecond = new AtomicLong();
    private final AtomicLong firstNanos = new AtomicLong();

    /** A flow has this bandwidth, 0 for unknown. */
    void carries(long flowBytesPerSecond, long nowNanos) {
        if (bytesPerSecond.getAndAccumulate(flowBytesPerSecond, Math::max) == 0) {
            firstNanos.set(nowNanos);
        }
    }

    /** The window with which the fastest flow so far uses its bandwidth. */
    long enough(long rttNanos) {
        var rate = bytesPerSecond.get();
        return rate == 0
                ? MOST_BYTES
                : (long) Math.clamp(PRODUCTS * rate * (rttNanos / 1e9), LEAST_BYTES, MOST_BYTES);
    }

    /** Bytes per second of padding: what fills the largest window, and no more than flows may. */
    long pace(long rttNanos) {
        var most = (long) (MOST_BYTES / (rttNanos / 1e9));
        var rate = bytesPerSecond.get();
        return rate == 0 ? most : Math.min(rate, most);
    }

    /** Whether flows go over lanes, and not only since they left another way. */
    boolean isWanted(long nowNanos) {
        return bytesPerSecond.get() > 0 && nowNanos - firstNanos.get() >= PAUSE_NANOS;
    }

    /** Whether a lane to that relay may be padded now; then until {@link #done}. */
    boolean begin(String relay) {
        return underway.add(relay);
    }

    void done(String relay) {
        underway.remove(relay);
    }
}
