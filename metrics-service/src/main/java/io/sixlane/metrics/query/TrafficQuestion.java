package io.sixlane.metrics.query;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Moments;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question about an accelerator's traffic.
 *
 * @param from included
 * @param to not included; at most {@link #LONGEST} after {@code from}
 * @param step 1 s to 1 d, in whole seconds; at most {@link #MOST_STEPS} of them in the range
 */
record TrafficQuestion(AcceleratorId acceleratorId, Instant from, Instant to, Duration step) {
    /** The longest range of traffic: a leap year. */
    static final Duration LONGEST = Duration.ofDays(366);

    /** The longest range of usage, which is charged by the month. */
    static final Duration LONGEST_USAGE = Duration.ofDays(31);

    static final int MOST_STEPS = 2_000;

    private static final Duration DEFAULT_RANGE = Duration.ofMinutes(15);

    /**
     * Default steps, of which the first that is long enough is taken: windows of all lengths serve
     * them.
     */
    private static final List<Duration> DEFAULT_STEPS =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofDays(1));

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofDays(1);

    /**
     * Reads the parameters as sent; the default is the last 15 minutes in steps of 10 s (or longer
     * ones of a longer range).
     *
     * @param longest range
     * @throws MalformedRequestException naming every parameter that is wrong
     */
    static TrafficQuestion parse(
            String id,
            @Nullable String from,
            @Nullable String to,
            @Nullable String step,
            Duration longest,
            Instant now) {
        var errors = new ArrayList<FieldError>();
        var acceleratorId = read("/id", id, AcceleratorId::new, errors);
        var end = to == null ? now : read("/to", to, Moments::instant, errors);
        var start =
                from != null
                        ? read("/from", from, Moments::instant, errors)
                        : end == null ? null : end.minus(DEFAULT_RANGE);
        var width = step == null ? null : read("/step", step, TrafficQuestion::step, errors);
        if (start != null && end != null) {
            var range = Duration.between(start, end);
            if (!range.isPositive()) {
                errors.add(new FieldError("/from", "must be before 'to', which is " + end));
            } else if (range.compareTo(longest) > 0) {
                errors.add(
                        new FieldError(
                                "/from",
                                "must be at most %s days before 'to'; ask in parts"
                                        .formatted(longest.toDays())));
            } else if (width != null && range.dividedBy(width) > MOST_STEPS) {
                errors.add(
                        new FieldError(
                                "/step",
                                "must be at least %s s for this range: an answer has at most %s steps"
                                        .formatted(shortest(range).toSeconds(), MOST_STEPS)));
            }
            if (width == null) {
                width = defaultStep(range);
            }
        }
        if (acceleratorId == null
                || start == null
                || end == null
                || width == null
                || !errors.isEmpty()) {
            throw new MalformedRequestException(errors);
        }
        return new TrafficQuestion(acceleratorId, start, end, width);
    }

    /**
     * Reads one id; null for none.
     *
     * @throws MalformedRequestException if it is no id
     */
    static <T> @Nullable T idOf(String pointer, @Nullable String text, Function<String, T> parser) {
        if (text == null) {
            return null;
        }
        var errors = new ArrayList<FieldError>();
        var id = read(pointer, text, parser, errors);
        if (!errors.isEmpty()) {
            throw new MalformedRequestException(errors);
        }
        return id;
    }

    private static <T> @Nullable T read(
            String pointer, String text, Function<String, T> parser, List<FieldError> errors) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            errors.add(
                    new FieldError(
                            pointer, e.getMessage() == null ? "is not valid" : e.getMessage()));
            return null;
        }
    }

    private static Duration step(String text) {
        var step = Moments.duration(text, SHORTEST_STEP, LONGEST_STEP);
        if (step.toNanosPart() != 0) {
            throw new IllegalArgumentException("must be whole seconds, was " + text);
        }
        return step;
    }

    private static Duration shortest(Duration range) {
        return Duration.ofSeconds(Math.ceilDiv(range.toSeconds() + 1, (long) MOST_STEPS));
    }

    private static Duration defaultStep(Duration range) {
        return DEFAULT_STEPS.stream()
                .filter(step -> step.compareTo(shortest(range)) >= 0)
                .findFirst()
                .orElse(LONGEST_STEP);
    }
}
