package io.sixlane.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficQuestionTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    @Test
    void asks_for_the_last_quarter_of_an_hour_by_default() {
        var question = parse("ga-1", null, null, null);

        assertThat(question.from()).isEqualTo("2026-01-31T07:45:00Z");
        assertThat(question.to()).isEqualTo(NOW);
        assertThat(question.step()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void reads_steps_in_seconds_and_as_iso_durations() {
        assertThat(parse("ga-1", null, null, "60").step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(parse("ga-1", null, null, "PT1M").step()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void widens_the_default_step_so_that_a_long_range_can_be_answered() {
        assertThat(parse("ga-1", "2026-01-31T03:00:00Z", null, null).step())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(parse("ga-1", "2026-01-30T08:00:00Z", null, null).step())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(parse("ga-1", "2026-01-01T08:00:00Z", null, null).step())
                .isEqualTo(Duration.ofHours(1));
        assertThat(parse("ga-1", "2025-01-31T08:00:00Z", null, null).step())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void names_every_bad_parameter() {
        assertThat(refused("nonsense", "yesterday", "2026-13-01", "0.5"))
                .extracting(FieldError::pointer)
                .containsExactly("/id", "/to", "/from", "/step");
    }

    @Test
    void refuses_invalid_ranges_and_steps() {
        assertThat(refused("ga-1", "2026-01-31T08:00:00Z", null, null))
                .extracting(FieldError::pointer)
                .containsExactly("/from");
        assertThat(refused("ga-1", "2025-01-29T08:00:00Z", null, null))
                .extracting(FieldError::detail)
                .containsExactly("must be at most 366 days before 'to'; ask in parts");
        assertThat(refused("ga-1", "2026-01-31T07:00:00Z", null, "1"))
                .extracting(FieldError::detail)
                .containsExactly(
                        "must be at least 2 s for this range: an answer has at most 2000 steps");
        assertThat(refused("ga-1", null, "+999999999-12-31T23:59:59Z", "P2D"))
                .extracting(FieldError::pointer)
                .containsExactly("/to", "/step");
        assertThat(refused("ga-1", null, null, "PT-10S")).hasSize(1);
        assertThat(refused("ga-1", null, null, "PT0.5S")).hasSize(1);
    }

    private static TrafficQuestion parse(
            String id, @Nullable String from, @Nullable String to, @Nullable String step) {
        return TrafficQuestion.parse(id, from, to, step, TrafficQuestion.LONGEST, NOW);
    }

    private static List<FieldError> refused(
            String id, @Nullable String from, @Nullable String to, @Nullable String step) {
        return catchThrowableOfType(
                        MalformedRequestException.class, () -> parse(id, from, to, step))
                .errors();
    }
}
