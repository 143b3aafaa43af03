package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ImpatienceTest {
    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void a_lane_is_left_after_two_round_trips_and_what_jitter_explains() {
        assertThat(Impatience.nanos(millis(120), 0)).isEqualTo(millis(290));
        assertThat(Impatience.nanos(millis(120), millis(10))).isEqualTo(millis(330));
        // A new lane has measured one round trip, and guesses the deviation from it.
        assertThat(Impatience.nanos(millis(120), millis(60))).isEqualTo(millis(350));
    }

    @Test
    void neither_a_near_relay_nor_an_unknown_one_is_left_in_haste() {
        assertThat(Impatience.nanos(millis(1), 0)).isEqualTo(millis(100));
        assertThat(Impatience.nanos(0, 0)).isEqualTo(millis(1_000));
        assertThat(Impatience.nanos(millis(900), millis(100))).isEqualTo(millis(1_000));
        assertThat(Impatience.nanos(null, millis(120))).isEqualTo(millis(290));
    }

    @Test
    void any_acknowledgement_after_the_flow_began_shows_that_the_link_is_there() {
        assertThat(Impatience.isSilent(millis(290), millis(5_000))).isTrue();
        assertThat(Impatience.isSilent(millis(290), millis(284))).isTrue(); // the kernel's tick
        assertThat(Impatience.isSilent(millis(290), millis(165))).isFalse();
    }
}
