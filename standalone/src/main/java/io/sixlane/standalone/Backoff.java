package io.sixlane.standalone;

import java.time.Duration;

/**
 * How long to wait before what died is started again: 1 s, then twice as long each time, at most 30
 * s; 1 s again for what lived a minute.
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
