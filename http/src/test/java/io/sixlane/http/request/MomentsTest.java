package io.sixlane.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T16:00:00+08:00, 2026-01-31T08:00:00Z",
        "2026-01-31T16:00:00 08:00, 2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00.123Z, 2026-01-31T08:00:00.123Z",
        "2000-01-01T00:00:00Z, 2000-01-01T00:00:00Z"
    })
    void reads_moments_with_any_offset(String text, Instant moment) {
        assertThat(Moments.instant(text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+294277-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z",
                "2026-02-30T08:00:00Z",
                "2026-01-31",
                "2026-01-31T08:00:00",
                "now",
                ""
            })
    void refuses_other_moments_and_names_the_range(String text) {
        assertThatThrownBy(() -> Moments.instant(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the years 2000 to 2199");
    }

    @ParameterizedTest
    @CsvSource({
        "90, 90",
        "90s, 90",
        "2m, 120",
        "1h, 3600",
        "1d, 86400",
        "PT30S, 30",
        "pt1m, 60",
        "0, 0"
    })
    void reads_durations(String text, long seconds) {
        assertThat(Moments.duration(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "1 m", "1w", "-1", "1.5", "1e3", "99999999999", "PT", "P1Y", "١m"})
    void refuses_an_invalid_duration(String text) {
        assertThatThrownBy(() -> Moments.duration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be a duration like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "61s", "2m", "PT0.5S", "-PT1S", "PT1H"})
    void refuses_a_duration_out_of_range(String text) {
        assertThatThrownBy(
                        () -> Moments.duration(text, Duration.ofSeconds(1), Duration.ofSeconds(60)))
                .hasMessage("must be 1s to 60s, was " + text);
    }
}
