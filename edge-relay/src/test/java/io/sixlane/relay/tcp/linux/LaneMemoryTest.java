package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneMemoryTest {
    /** BBR paces to three quarters for a round trip in eight. */
    @ParameterizedTest
    @CsvSource({"2000000, 2000000, false", "1500000, 2000000, false", "100000, 2000000, true"})
    void a_lane_has_forgotten_when_less_than_half_is_left(
            long now, long before, boolean forgotten) {
        assertThat(LaneMemory.isForgotten(now, before)).isEqualTo(forgotten);
    }
}
