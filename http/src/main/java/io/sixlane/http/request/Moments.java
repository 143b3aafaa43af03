package io.sixlane.http.request;

import io.sixlane.http.problem.Excerpt;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads moments and durations, alike in every service. */
public final class Moments {
    /** Years that PostgreSQL, JSON and people handle. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** Characters of a duration; those in use are shorter. */
    public static final int LONGEST_DURATION = 32;

    private static final Pattern SIMPLE = Pattern.compile("([0-9]{1,9})(s|m|h|d)?");

    private Moments() {}

    /**
     * Reads ISO 8601 with {@code Z} or an offset, in the years 2000 to 2199.
     *
     * @throws IllegalArgumentException with a message that completes "the field …"
     */
    public static Instant instant(String text) {
        Instant instant;
        try {
            // A plus sign that a client did not encode arrives as a space.
            instant = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be an ISO 8601 instant like 2026-01-31T08:00:00Z in the years 2000 to"
                            + " 2199, was "
                            + Excerpt.of(text),
                    e);
        }
        if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
            throw new IllegalArgumentException(
                    "must be in the years 2000 to 2199, was " + Excerpt.of(text));
        }
        return instant;
    }

    /**
     * Reads seconds, a number with {@code s}, {@code m}, {@code h} or {@code d}, or ISO 8601.
     *
     * @throws IllegalArgumentException with a message that completes "the field …"
     */
    public static Duration duration(String text) {
        var simple = SIMPLE.matcher(text);
        try {
            if (text.length() > LONGEST_DURATION) {
                throw new DateTimeException("too long");
            }
            return simple.matches()
                    ? simple(Long.parseLong(simple.group(1)), simple.group(2))
                    : Duration.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "must be a duration like 30s, 5m or PT30S, was " + Excerpt.of(text), e);
        }
    }

    private static Duration simple(long number, @Nullable String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case null, default -> Duration.ofSeconds(number);
        };
    }

    /**
     * Like the method above, within inclusive bounds.
     *
     * @throws IllegalArgumentException with a message that completes "the field …"
     */
    public static Duration duration(String text, Duration least, Duration most) {
        var duration = duration(text);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "must be %s to %s, was %s"
                            .formatted(words(least), words(most), Excerpt.of(text)));
        }
        return duration;
    }

    private static String words(Duration duration) {
        var seconds = duration.toSeconds();
        return seconds > 0 && seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds > 0 && seconds % 3_600 == 0
                        ? seconds / 3_600 + "h"
                        : seconds > 60 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
