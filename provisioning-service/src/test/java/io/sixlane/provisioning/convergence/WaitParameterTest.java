package io.sixlane.provisioning.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.http.problem.MalformedRequestException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitParameterTest {
    @ParameterizedTest
    @CsvSource({"1s,1", "30s,30", "60s,60", "7,7", "1m,60", "PT30S,30"})
    void is_a_duration(String text, long seconds) {
        assertThat(WaitParameter.parse(List.of(text))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0s", "61s", "-1s", "2m", "PT61S", "1.5s", "1h", "٣"})
    void refuses_anything_else(String text) {
        assertThatThrownBy(() -> WaitParameter.parse(List.of(text)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("1s to 60s");
    }

    @Test
    void refuses_two_and_takes_none() {
        assertThatThrownBy(() -> WaitParameter.parse(List.of("1s", "2s")))
                .isInstanceOf(MalformedRequestException.class);
        assertThat(WaitParameter.parse(List.of())).isEmpty();
    }
}
