package io.sixlane.relay.tcp;

import io.sixlane.relay.forward.ByteBudget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Grants at most {@code slice} bytes at a time while its credit lasts. */
final class CountedBudget implements ByteBudget {
    final AtomicLong credit;
    final AtomicLong granted = new AtomicLong();
    private final int slice;

    CountedBudget(long credit, int slice) {
        this.credit = new AtomicLong(credit);
        this.slice = slice;
    }

    @Override
    public int take(int wanted) {
        if (wanted < 1) {
            throw new AssertionError("wanted " + wanted);
        }
        var grant = (int) Math.min(Math.min(wanted, slice), credit.get());
        credit.addAndGet(-grant);
        granted.addAndGet(grant);
        return grant;
    }

    @Override
    public void giveBack(int unused) {
        if (unused < 1) {
            throw new AssertionError("gave back " + unused);
        }
        credit.addAndGet(unused);
        granted.addAndGet(-unused);
    }

    @Override
    public long waitNanos() {
        return Duration.ofMillis(5).toNanos();
    }
}
