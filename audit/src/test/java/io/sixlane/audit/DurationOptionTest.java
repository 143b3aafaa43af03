package io.sixlane.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTest {
    @Test
    void reads_times_as_the_settings_of_services_have_them() {
        assertThat(DurationOption.parse("7d")).isEqualTo(Duration.ofDays(7));
        assertThat(DurationOption.parse("36h")).isEqualTo(Duration.ofHours(36));
        assertThat(DurationOption.parse("90m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(DurationOption.parse("5s")).isEqualTo(Duration.ofSeconds(5));
        assertThat(DurationOption.parse("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(DurationOption.parse("PT36H")).isEqualTo(Duration.ofHours(36));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7 d", "-1d", "-PT1H", "a week"})
    void refuses_anything_else(String text) {
        assertThatThrownBy(() -> DurationOption.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("write 7d, 36h or 90m");
    }
}
