package io.sixlane.relay.bandwidth;

import io.sixlane.relay.forward.ByteBudget;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * One direction of one connection among all that share some {@link RateLimit}s.
 *
 * <p>It holds at most one reservation and asks for the next when that is used up; whoever had to
 * wait asks for a whole quantum, however small the pieces it forwards. So connections that have
 * bytes take turns, each the same share, and those that have none leave theirs to the others.
 */
final class SharedBudget implements ByteBudget {
    /** A promise this near counts as due: timers are not finer. */
    private static final long SLACK_NANOS = 500_000;

    /** How far ahead of the rate a datagram may be; one that is further is dropped. */
    private static final long DATAGRAM_PATIENCE_NANOS = 20_000_000;

    private final List<RateLimit> levels;
    private final LongSupplier clock;
    private int reserved;
    private long dueNanos;
    private boolean waited;

    /**
     * @param levels from the connection's own to the region's, at least one
     * @param clock nanoseconds that never go back
     */
    SharedBudget(List<RateLimit> levels, LongSupplier clock) {
        this.levels = List.copyOf(levels);
        this.clock = clock;
    }

    @Override
    public int take(int wanted) {
        var now = clock.getAsLong();
        if (reserved == 0) {
            reserve(waited ? Integer.MAX_VALUE : wanted, now);
            waited = false;
        }
        if (dueNanos - now > SLACK_NANOS) {
            waited = true;
            return 0;
        }
        var granted = Math.min(wanted, reserved);
        reserved -= granted;
        return granted;
    }

    /**
     * Whatever its length: a long datagram, or many that were joined, makes those after it wait for
     * as long as it takes at this rate.
     */
    @Override
    public boolean takeWhole(int bytes) {
        var now = clock.getAsLong();
        for (var i = 0; i < levels.size(); i++) {
            if (!levels.get(i).tryTake(bytes, now, DATAGRAM_PATIENCE_NANOS)) {
                levels.subList(0, i).forEach(level -> level.giveBack(bytes));
                return false;
            }
        }
        return true;
    }

    private void reserve(int wanted, long now) {
        var bytes = wanted;
        for (var level : levels) {
            bytes = Math.min(bytes, level.quantum());
        }
        dueNanos = now;
        for (var level : levels) {
            var due = level.reserve(bytes, now);
            if (due - dueNanos > 0) {
                dueNanos = due;
            }
        }
        reserved = bytes;
    }

    @Override
    public void giveBack(int unused) {
        levels.forEach(level -> level.giveBack(unused));
    }

    @Override
    public long waitNanos() {
        return Math.max(dueNanos - clock.getAsLong(), 0);
    }
}
