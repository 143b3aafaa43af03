package io.sixlane.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RelayLogTest {
    private static final String LOG =
            """
            2026-11-23T16:41:52.838Z INFO  ListenerSteps listeners reconciled steps="9" millis="38"
            2026-11-23T16:41:53.001Z INFO  ImageStore image on disk read millis="7\
            """;

    @Test
    void finds_a_line_with_its_time_and_numbers() {
        var line = RelayLog.find(LOG, "listeners reconciled").orElseThrow();
        assertThat(line.at()).isEqualTo(Instant.parse("2026-11-23T16:41:52.838Z"));
        assertThat(line.number("millis")).isEqualTo(38);
    }

    @Test
    void a_partial_line_is_not_printed() {
        assertThat(RelayLog.find(LOG, "image on disk read")).isEmpty();
    }
}
