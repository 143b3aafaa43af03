package io.sixlane.metrics.window;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lengths of windows that reported ones are rolled up to. Each is a multiple of the finer. */
enum Level {
    MINUTE(60, 5),
    HOUR(3_600, 30),
    DAY(86_400, 60);

    private final int seconds;
    private final int delaySeconds;

    Level(int seconds, int delaySeconds) {
        this.seconds = seconds;
        this.delaySeconds = delaySeconds;
    }

    static Level of(int seconds) {
        return Arrays.stream(values())
                .filter(level -> level.seconds == seconds)
                .findFirst()
                .orElseThrow();
    }

    int seconds() {
        return seconds;
    }

    /** How long after its end, or after a late change, a window is rolled up. */
    int delaySeconds() {
        return delaySeconds;
    }

    /** Null for the finest, which is made of reported windows. */
    @Nullable Level finer() {
        return switch (this) {
            case MINUTE -> null;
            case HOUR -> MINUTE;
            case DAY -> HOUR;
        };
    }

    /** Null for the coarsest. */
    @Nullable Level coarser() {
        return switch (this) {
            case MINUTE -> HOUR;
            case HOUR -> DAY;
            case DAY -> null;
        };
    }

    /** The start of the window of this level that contains {@code moment}. */
    Instant startOf(Instant moment) {
        return Instant.ofEpochSecond(
                Math.floorDiv(moment.getEpochSecond(), (long) seconds) * seconds);
    }

    /** The first start of a window that is not before {@code moment}. */
    Instant startFrom(Instant moment) {
        var start = startOf(moment);
        return start.isBefore(moment) ? start.plusSeconds(seconds) : start;
    }
}
