package io.sixlane.relay.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatedCheckTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void checks_of_many_relays_spread_over_a_tenth_of_the_interval_to_either_side() {
        assertThat(RepeatedCheck.pauseNanos(10 * SECOND, 0, 0)).isEqualTo(9 * SECOND);
        assertThat(RepeatedCheck.pauseNanos(10 * SECOND, 0.5, 0)).isEqualTo(10 * SECOND);
        assertThat(RepeatedCheck.pauseNanos(10 * SECOND, 1, 0)).isEqualTo(11 * SECOND);
    }

    @Test
    void a_slow_check_does_not_delay_the_next_one() {
        assertThat(RepeatedCheck.pauseNanos(10 * SECOND, 0.5, 3 * SECOND)).isEqualTo(7 * SECOND);
        assertThat(RepeatedCheck.pauseNanos(SECOND, 0.5, 3 * SECOND)).isZero();
    }
}
