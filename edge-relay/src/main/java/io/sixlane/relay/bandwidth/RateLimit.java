package io.sixlane.relay.bandwidth;

import java.util.TreeMap;

/**
 * One level of the bandwidth tree: bytes per second that everything below it shares, as a queue of
 * reservations. A reservation is a range of positions in the stream of all bytes that ever pass; it
 * is due when the level has reached its start. Positions advance at the rate, so that a new rate
 * holds for reservations that wait, and skip reservations that were abandoned, so that a connection
 * that closed delays no other (source of the idea: the generic cell rate algorithm, ITU-T I.371).
 *
 * <p>Capacity that is not asked for goes to any connection that asks, and is not saved beyond a
 * burst. Safe for several threads.
 */
final class RateLimit {
    /** Unused time that may be made up for, as a burst. */
    static final long BURST_NANOS = 50_000_000;

    /** A start this near counts as reached: timers are not finer. */
    private static final long SLACK_NANOS = 500_000;

    /** Time's worth of bytes in one reservation, so that many connections alternate. */
    private static final long QUANTUM_NANOS = 4_000_000;

    private static final int MIN_QUANTUM = 1_460;
    private static final int MAX_QUANTUM = 256 * 1024;

    /** Reservations that are not reached and not needed: bytes by where they start. */
    private final TreeMap<Long, Integer> abandoned = new TreeMap<>();

    private volatile int quantum;
    private double bytesPerNano;
    private double reached;
    private long promised;
    private long abandonedBytes;
    private long nanos;

    /**
     * @param bytesPerSecond above 0
     * @param nanos now, on a clock that never goes back
     */
    RateLimit(double bytesPerSecond, long nanos) {
        this.nanos = nanos;
        change(bytesPerSecond, nanos);
    }

    /** Changes the rate, also for waiting reservations. */
    synchronized void change(double bytesPerSecond, long now) {
        if (!(bytesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "rate must be above 0 bytes per second, was " + bytesPerSecond);
        }
        advance(now);
        bytesPerNano = bytesPerSecond / 1e9;
        quantum = Math.clamp(Math.round(QUANTUM_NANOS * bytesPerNano), MIN_QUANTUM, MAX_QUANTUM);
    }

    /** The most bytes one reservation should be, 1460 to 262144. */
    int quantum() {
        return quantum;
    }

    /** Promises {@code bytes} after all that was promised before; returns where they start. */
    synchronized long reserve(int bytes, long now) {
        advance(now);
        var start = promised;
        promised += bytes;
        return start;
    }

    /** Nanoseconds until a reservation is due, if none before it is abandoned; 0 when it is. */
    synchronized long waitNanos(long start, long now) {
        advance(now);
        var wait = (long) ((start - reached) / bytesPerNano);
        return wait <= SLACK_NANOS ? 0 : wait;
    }

    /** Takes {@code bytes} now, or nothing if they would have to wait longer than this. */
    synchronized boolean tryTake(int bytes, long now, long patienceNanos) {
        advance(now);
        if ((promised - abandonedBytes - reached) / bytesPerNano > patienceNanos) {
            return false;
        }
        promised += bytes;
        return true;
    }

    /** Takes back a reservation, or the rest of one, that nothing will be sent for. */
    synchronized void abandon(long start, int bytes) {
        if (start <= reached) {
            giveBack(bytes);
        } else if (start + bytes == promised) {
            promised = start;
        } else {
            abandoned.put(start, bytes);
            abandonedBytes += bytes;
        }
    }

    /** Takes back bytes that were due and not sent. */
    synchronized void giveBack(int bytes) {
        reached += bytes;
    }

    private void advance(long now) {
        if (now - nanos > 0) {
            reached += (now - nanos) * bytesPerNano;
            nanos = now;
        }
        while (!abandoned.isEmpty() && abandoned.firstKey() <= reached) {
            var bytes = abandoned.pollFirstEntry().getValue();
            reached += bytes;
            abandonedBytes -= bytes;
        }
        reached = Math.min(reached, promised + BURST_NANOS * bytesPerNano);
    }
}
