package io.sixlane.relay.route;

import static io.sixlane.relay.route.Hop.Warmth.NOT_CONNECTED;
import static io.sixlane.relay.route.Hop.Warmth.WARM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Hop NEAR = Hop.toEndpoint(LinkQuality.of(1));

    @Test
    void a_direct_path_costs_a_handshake_slow_start_and_its_losses() {
        var score = Score.of(List.of(Hop.toEndpoint(quality(150, 10))));

        assertThat(score.roundTripMillis()).isEqualTo(150);
        assertThat(score.coldMillis()).isEqualTo(750);
        assertThat(score.lossMillis()).isCloseTo(270, within(0.1));
        assertThat(score.millis()).isCloseTo(1_170, within(0.1));
    }

    @Test
    void a_warm_lane_without_loss_costs_its_round_trip() {
        var score = Score.of(List.of(new Hop(LinkQuality.of(120), WARM, 0), NEAR));

        assertThat(score.millis()).isCloseTo(127, within(0.1));
    }

    @Test
    void a_warm_lane_with_loss_costs_a_round_trip_for_each_lost_segment() {
        var score = Score.of(List.of(new Hop(quality(140, 10), WARM, 0), NEAR));

        assertThat(score.millis()).isCloseTo(399, within(0.1));
    }

    @Test
    void a_lane_that_is_not_open_costs_its_handshakes_and_a_window_that_grows() {
        var score = Score.of(List.of(new Hop(LinkQuality.of(120), NOT_CONNECTED, 0), NEAR));

        assertThat(score.millis()).isCloseTo(847, within(0.1));
    }

    @Test
    void two_hops_add_up_with_what_each_relay_costs() {
        var hop = new Hop(LinkQuality.of(50), WARM, 0);

        assertThat(Score.of(List.of(hop, hop, NEAR)).millis()).isCloseTo(108, within(0.1));
    }

    @Test
    void loss_towards_the_relay_counts_and_loss_away_from_it_does_not() {
        var upload = new LinkQuality(100, 100, loss(100), Loss.NONE);

        assertThat(Score.of(List.of(Hop.toEndpoint(upload))).lossMillis()).isZero();
    }

    @Test
    void a_loaded_relay_costs_twice_as_much_at_most() {
        assertThat(loaded(0.7)).isCloseTo(107, within(0.1));
        assertThat(loaded(0.85)).isCloseTo(160.5, within(0.1));
        assertThat(loaded(1)).isCloseTo(214, within(0.1));
        assertThat(loaded(5)).isCloseTo(214, within(0.1));
    }

    private static double loaded(double load) {
        return Score.of(List.of(new Hop(LinkQuality.of(100), WARM, load), NEAR)).millis();
    }

    /** With so many of a thousand packets lost in each direction. */
    private static LinkQuality quality(double millis, int lostOfThousand) {
        return new LinkQuality(millis, millis, loss(lostOfThousand), loss(lostOfThousand));
    }

    private static Loss loss(int ofThousand) {
        return new Loss(1_000, ofThousand, 0, 0);
    }
}
