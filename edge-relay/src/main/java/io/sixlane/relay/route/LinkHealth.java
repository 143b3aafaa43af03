package io.sixlane.relay.route;

import java.time.Duration;

/**
 * Whether a link is up. One that was down is used again only after it was clean for some time, the
 * longer the more often it relapsed. Pure; times are nanoseconds of a monotonic clock.
 *
 * @param changedNanos when it last went down or came up
 * @param relapses how often it went down, each within {@link #MEMORY} of the one before
 */
record LinkHealth(boolean up, long changedNanos, int relapses) {
    /** Keeps connections off a flapping link. */
    static final Duration CLEAN = Duration.ofSeconds(30);

    static final Duration MOST_CLEAN = Duration.ofMinutes(15);
    static final Duration MEMORY = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 5;

    /** A link that was never down. */
    static LinkHealth fresh(long nowNanos) {
        return new LinkHealth(true, nowNanos, 0);
    }

    LinkHealth down(long nowNanos) {
        if (!up) {
            return this;
        }
        var again = relapses > 0 && nowNanos - changedNanos < MEMORY.toNanos();
        return new LinkHealth(false, nowNanos, again ? relapses + 1 : 1);
    }

    LinkHealth answered(long nowNanos) {
        return up ? this : new LinkHealth(true, nowNanos, relapses);
    }

    /** Whether new connections may take the link. */
    boolean isUsable(long nowNanos) {
        return up && (relapses == 0 || nowNanos - changedNanos >= clean().toNanos());
    }

    private Duration clean() {
        var doubled = CLEAN.multipliedBy(1L << Math.min(relapses - 1, MOST_DOUBLINGS));
        return doubled.compareTo(MOST_CLEAN) < 0 ? doubled : MOST_CLEAN;
    }
}
