package io.sixlane.relay.bandwidth;

import io.sixlane.relay.forward.ByteBudget;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection among all that share some {@link RateLimit}s.
 *
 * <p>It holds at most one reservation and asks for the next when that is used up; after a wait it
 * asks for a whole quantum, however small the pieces it forwards. So connections that have bytes
 * alternate, each with the same share, and those that have none leave theirs to the others.
 */
final class SharedBudget implements ByteBudget {
    /** The most a datagram may be ahead of the rate; later ones are dropped. */
    private static final long DATAGRAM_PATIENCE_NANOS = 20_000_000;

    /**
     * A connection that waits asks again after this at the latest, or it would wait for connections
     * that are gone and for rates that are past; one far behind asks less often.
     */
    private static final long RECHECK_NANOS = 30_000_000;

    private static final int RECHECKS = 128;

    private final Levels levels;
    private final LongSupplier clock;
    private final @Nullable RateLimit[] limits = new RateLimit[Levels.COUNT];
    private final long[] starts = new long[Levels.COUNT];
    private int reserved;
    private boolean due;
    private boolean waited;

    /** The limits that hold for a connection now, from its own to the region's. */
    @FunctionalInterface
    interface Levels {
        int COUNT = 3;

        /**
         * @param level 0 to {@value #COUNT} - 1
         * @return null where nothing limits
         */
        @Nullable RateLimit at(int level);
    }

    /**
     * @param clock nanoseconds that never go back
     */
    SharedBudget(Levels levels, LongSupplier clock) {
        this.levels = levels;
        this.clock = clock;
    }

    @Override
    public int take(int wanted) {
        if (!isLimited()) {
            return wanted;
        }
        var now = clock.getAsLong();
        if (reserved == 0) {
            reserve(waited ? Integer.MAX_VALUE : wanted, now);
            waited = false;
        }
        if (!due && waitNanos(now) > 0) {
            waited = true;
            return 0;
        }
        due = true;
        var granted = Math.min(wanted, reserved);
        reserved -= granted;
        for (var i = 0; i < starts.length; i++) {
            starts[i] += granted;
        }
        return granted;
    }

    /** Whether anything limits this connection now; limits may come, go and be replaced. */
    private boolean isLimited() {
        var limited = false;
        for (var i = 0; i < limits.length; i++) {
            var limit = levels.at(i);
            if (limit != limits[i]) {
                close();
                limits[i] = limit;
            }
            limited |= limit != null;
        }
        return limited;
    }

    private void reserve(int wanted, long now) {
        var bytes = wanted;
        for (var limit : limits) {
            bytes = limit == null ? bytes : Math.min(bytes, limit.quantum());
        }
        for (var i = 0; i < limits.length; i++) {
            var limit = limits[i];
            starts[i] = limit == null ? 0 : limit.reserve(bytes, now);
        }
        reserved = bytes;
        due = false;
    }

    /**
     * Accepts any length: after a long datagram, or many that were joined, the next ones wait for
     * the time that it takes at this rate.
     */
    @Override
    public boolean takeWhole(int bytes) {
        if (!isLimited()) {
            return true;
        }
        var now = clock.getAsLong();
        for (var i = 0; i < limits.length; i++) {
            var limit = limits[i];
            if (limit != null && !limit.tryTake(bytes, now, DATAGRAM_PATIENCE_NANOS)) {
                giveBack(Arrays.copyOf(limits, i), bytes);
                return false;
            }
        }
        return true;
    }

    @Override
    public void giveBack(int unused) {
        giveBack(limits, unused);
    }

    private static void giveBack(@Nullable RateLimit[] limits, int bytes) {
        for (var limit : limits) {
            if (limit != null) {
                limit.giveBack(bytes);
            }
        }
    }

    @Override
    public void close() {
        for (var i = 0; i < limits.length; i++) {
            var limit = limits[i];
            if (limit != null && reserved > 0) {
                limit.abandon(starts[i], reserved);
            }
        }
        reserved = 0;
    }

    @Override
    public long waitNanos() {
        var wait = waitNanos(clock.getAsLong());
        return Math.min(wait, Math.max(RECHECK_NANOS, wait / RECHECKS));
    }

    private long waitNanos(long now) {
        var wait = 0L;
        for (var i = 0; i < limits.length && reserved > 0; i++) {
            var limit = limits[i];
            if (limit != null) {
                wait = Math.max(wait, limit.waitNanos(starts[i], now));
            }
        }
        return wait;
    }
}
