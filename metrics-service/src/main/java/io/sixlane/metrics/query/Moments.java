package io.sixlane.metrics.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** How times are written in questions. */
final class Moments {
    /** Years that PostgreSQL, and everyone, can handle. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Moments() {}

    /**
     * ISO 8601, in the years 2000 to 2199.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Instant instant(String text) {
        Instant instant;
        try {
            // A plus sign that a client forgot to encode arrives as a space.
            instant = Instant.parse(text.replace(' ', '+'));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be an ISO 8601 instant like 2026-01-31T08:00:00Z, was " + text, e);
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("must be in the years 2000 to 2199, was " + text);
        }
        return instant;
    }

    /**
     * Seconds, or ISO 8601.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Duration duration(String text) {
        try {
            return text.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be seconds like 10 or an ISO 8601 duration like PT10S, was " + text, e);
        }
    }
}
