package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneRoundTripTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LaneRoundTrip roundTrip = new LaneRoundTrip();

    @Test
    void each_ping_measures_by_two_whole_segments() {
        assertThat(roundTrip.due(1_448, Long.MAX_VALUE)).isEqualTo(2_896);
        assertThat(roundTrip.due(1_448, Long.MAX_VALUE + 5 * SECOND)).isEqualTo(2_896);
    }

    @Test
    void many_pings_bring_no_more_padding() {
        assertThat(roundTrip.due(1_448, 0)).isPositive();
        assertThat(roundTrip.due(1_448, 0)).isZero();
        assertThat(roundTrip.due(1_448, 3 * SECOND)).isZero();
        assertThat(roundTrip.due(1_448, 4 * SECOND)).isPositive();
    }

    @Test
    void segments_as_long_as_a_loopbacks_bring_no_more_than_16_kib() {
        assertThat(roundTrip.due(65_483, 0)).isEqualTo(16_384);
        assertThat(roundTrip.due(0, 5 * SECOND)).isZero();
    }
}
