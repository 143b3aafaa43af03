package io.sixlane.standalone;

import java.time.Duration;

/**
 * The delay before a dead part is restarted: 1 s, doubled each time up to 30 s, and 1 s again once
 * the part has lived a minute.
 */
record Backoff(Duration next) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    static Backoff start() {
        return new Backoff(FIRST);
    }

    /** The wait after a life of that length. */
    Duration after(Duration lived) {
        return lived.compareTo(HEALTHY) >= 0 ? FIRST : next;
    }

    Backoff then(Duration lived) {
        var doubled = after(lived).multipliedBy(2);
        return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }
}
