package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmingTest {
    private static final long RTT = TimeUnit.MILLISECONDS.toNanos(120);

    private final Warming warming = new Warming();

    @Test
    void one_lane_to_a_relay_is_padded_at_a_time() {
        assertThat(warming.begin("us")).isTrue();
        assertThat(warming.begin("us")).isFalse();
        assertThat(warming.begin("jp")).isTrue();

        warming.done("us");
        assertThat(warming.begin("us")).isTrue();
    }

    @Test
    void padding_leaves_no_faster_than_the_fastest_flow_may() {
        assertThat(warming.pace(RTT)).isEqualTo(Warming.MOST_BYTES * 1_000 / 120);

        warming.carries(1_250_000, 0);
        warming.carries(0, 0);
        assertThat(warming.pace(RTT)).isEqualTo(1_250_000);

        warming.carries(1_250_000_000, 0);
        assertThat(warming.pace(RTT)).isEqualTo(Warming.MOST_BYTES * 1_000 / 120);
    }

    @Test
    void a_window_is_enough_when_it_holds_two_bandwidth_delay_products() {
        assertThat(warming.enough(RTT)).isEqualTo(Warming.MOST_BYTES);

        warming.carries(125_000, 0);
        assertThat(warming.enough(RTT)).isEqualTo(Warming.LEAST_BYTES);
        warming.carries(1_250_000, 0);
        assertThat(warming.enough(RTT)).isEqualTo(300_000);
        warming.carries(12_500_000, 0);
        assertThat(warming.enough(RTT)).isEqualTo(Warming.MOST_BYTES);
    }

    @Test
    void flows_that_just_moved_here_meet_no_padding() {
        var second = TimeUnit.SECONDS.toNanos(1);
        assertThat(warming.isWanted(9 * second)).isFalse();

        warming.carries(1_250_000, 10 * second);
        warming.carries(1_250_000, 12 * second);
        assertThat(warming.isWanted(12 * second)).isFalse();
        assertThat(warming.isWanted(13 * second)).isTrue();
    }
}
