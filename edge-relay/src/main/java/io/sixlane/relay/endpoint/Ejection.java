package io.sixlane.relay.endpoint;

import java.time.Duration;

/**
 * Whether an endpoint is left out because connections to it fail. After {@value #FAILURES} in a row
 * it is out for 30 s, the second time in a row for 60 s, and so on up to 5 min (source: Envoy's
 * outlier detection, its defaults).
 *
 * @param failures in a row since the last success or ejection
 * @param times ejected in a row
 * @param fromNanos when it was last ejected, meaningless while {@code times} is 0
 * @param untilNanos when that ends or ended
 */
record Ejection(int failures, int times, long fromNanos, long untilNanos) {
    static final int FAILURES = 5;
    static final Duration BASE = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Ejection NONE = new Ejection(0, 0, 0, 0);

    boolean isOut(long nowNanos) {
        return times > 0 && nowNanos - untilNanos < 0;
    }

    Ejection failed(long nowNanos) {
        if (isOut(nowNanos)) {
            return this;
        }
        if (failures + 1 < FAILURES) {
            return new Ejection(failures + 1, times, fromNanos, untilNanos);
        }
        var nanos = Math.min(BASE.toNanos() * (times + 1), LONGEST.toNanos());
        return new Ejection(0, times + 1, nowNanos, nowNanos + nanos);
    }

    /** A success forgets earlier ejections once as long has passed as the last one took. */
    Ejection connected(long nowNanos) {
        if (times > 0 && nowNanos - untilNanos < untilNanos - fromNanos) {
            return failures == 0 ? this : new Ejection(0, times, fromNanos, untilNanos);
        }
        return NONE;
    }
}
