package io.sixlane.relay.bandwidth;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One level of the bandwidth tree: bytes per second that everything below it shares, as a queue of
 * reservations. A token bucket told the other way round: instead of tokens it keeps the moment at
 * which the bytes promised so far will have gone (source: the generic cell rate algorithm, ITU-T
 * I.371).
 *
 * <p>What nobody asks for is not kept for anybody: whoever asks gets it. Safe for several threads.
 */
final class RateLimit {
    /** Unused time that may be made up for, as a burst. */
    static final long BURST_NANOS = 50_000_000;

    /** Time's worth of bytes in one grant, so that many connections take turns. */
    private static final long QUANTUM_NANOS = 4_000_000;

    private static final int MIN_QUANTUM = 1_460;
    private static final int MAX_QUANTUM = 256 * 1024;

    private final AtomicLong free;
    private volatile double nanosPerByte;
    private volatile int quantum;

    /**
     * @param bytesPerSecond above 0
     * @param nanos now, on a clock that never goes back
     */
    public RateLimit(double bytesPerSecond, long nanos) {
        this.free = new AtomicLong(nanos);
        change(bytesPerSecond);
    }

    /** Another rate from now on; what was promised stays so. */
    public void change(double bytesPerSecond) {
        if (!(bytesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "rate must be above 0 bytes per second, was " + bytesPerSecond);
        }
        nanosPerByte = 1e9 / bytesPerSecond;
        quantum = Math.clamp(Math.round(QUANTUM_NANOS / nanosPerByte), MIN_QUANTUM, MAX_QUANTUM);
    }

    /** The most bytes one reservation should be, 1460 to 262144. */
    int quantum() {
        return quantum;
    }

    /** Promises {@code bytes} after all that was promised before; returns when they may go. */
    long reserve(int bytes, long nanos) {
        var needed = Math.round(bytes * nanosPerByte);
        while (true) {
            var promised = free.get();
            var start = start(promised, nanos);
            if (free.compareAndSet(promised, start + needed)) {
                return start;
            }
        }
    }

    /** Takes {@code bytes} now, or nothing if they would have to wait longer than this. */
    boolean tryTake(int bytes, long nanos, long patienceNanos) {
        var needed = Math.round(bytes * nanosPerByte);
        while (true) {
            var promised = free.get();
            var start = start(promised, nanos);
            if (start - nanos > patienceNanos) {
                return false;
            }
            if (free.compareAndSet(promised, start + needed)) {
                return true;
            }
        }
    }

    /** Takes a promise of {@code bytes} back, which then were not needed. */
    void giveBack(int bytes) {
        free.addAndGet(-Math.round(bytes * nanosPerByte));
    }

    private static long start(long promised, long nanos) {
        return Math.max(promised - nanos, -BURST_NANOS) + nanos;
    }
}
