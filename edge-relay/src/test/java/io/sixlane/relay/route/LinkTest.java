package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sixlane.relay.forward.TcpMeasurement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinkTest {
    @Test
    void an_unmeasured_link_is_up_without_quality() {
        var simulated = new SimulatedLink(1, 120, 0, 1);
        simulated.run(5);

        assertThat(simulated.link().state().quality()).isNull();
        assertThat(simulated.link().state().health().up()).isTrue();
    }

    @Test
    void probes_show_round_trip_time_spread_and_no_loss() {
        var simulated = new SimulatedLink(1, 120, 20, 0);
        simulated.run(60);

        var quality = simulated.quality();
        assertThat(quality.p50Millis()).isCloseTo(122, within(5.0));
        assertThat(quality.spreadMillis()).isBetween(10.0, 20.0);
        assertThat(quality.back().slow()).isZero();
        assertThat(quality.there().slow()).isZero();
    }

    @Test
    void loss_is_measured_per_direction() {
        var simulated = new SimulatedLink(2, 120, 0, 0);
        simulated.loses(0.05, 0.2);
        simulated.run(120);

        assertThat(simulated.quality().there().slow()).isCloseTo(0.05, within(0.04));
        assertThat(simulated.quality().back().slow()).isCloseTo(0.2, within(0.06));
    }

    @Test
    void a_cut_is_noticed_within_the_time_that_follows_from_the_loss() {
        for (var seed = 0; seed < 5; seed++) {
            for (var loss : List.of(0.0, 0.01, 0.05, 0.2)) {
                for (var roundTrip : List.of(2, 30, 120, 250)) {
                    var simulated = new SimulatedLink(seed, roundTrip, 0, loss);
                    simulated.run(60);
                    if (!simulated.link().state().health().up()) {
                        continue;
                    }
                    var bound = bound(simulated.quality(), 2 * loss);
                    simulated.cut();

                    var noticed = simulated.millisUntilDown();

                    assertThat(noticed)
                            .as("seed %d, loss %s, %d ms", seed, loss, roundTrip)
                            .isLessThanOrEqualTo(bound);
                }
            }
        }
    }

    /** The last answered probe, the first suspicion, the others at the fast pace, and a timeout. */
    private static double bound(LinkQuality quality, double loss) {
        // The window may show more loss than there is.
        var probes = loss == 0 ? 4 : Math.min(10, DownRule.probes(loss) + 3);
        return quality.p50Millis()
                + Link.ACTIVE_PACE.toMillis()
                + DownRule.suspicionMillis(quality)
                + probes * Link.SUSPICIOUS_PACE.toMillis()
                + DownRule.timeoutMillis(quality)
                + 60;
    }

    @Test
    void losses_of_a_bad_link_are_not_taken_for_a_cut() {
        var alarms = 0;
        for (var seed = 0; seed < 10; seed++) {
            var simulated = new SimulatedLink(seed, 120, 20, 0.025);
            simulated.run(600);
            alarms += simulated.downs();
        }

        assertThat(alarms).isZero();
    }

    @Test
    void a_link_that_came_back_is_used_after_thirty_clean_seconds() {
        var simulated = new SimulatedLink(1, 120, 0, 0);
        simulated.run(60);
        simulated.cut();
        simulated.run(10);
        assertThat(simulated.isUsable()).isFalse();

        simulated.mend();
        simulated.run(29);
        assertThat(simulated.isUsable()).isFalse();

        simulated.run(3);
        assertThat(simulated.isUsable()).isTrue();
        assertThat(simulated.quality().back().lost()).isZero();
    }

    @Test
    void each_relapse_doubles_the_wait_up_to_fifteen_minutes() {
        var health = LinkHealth.fresh(0);
        var now = 0L;
        for (var seconds : List.of(30, 60, 120, 240, 480, 900, 900)) {
            health = health.down(now).answered(now);
            assertThat(health.isUsable(now + seconds(seconds) - 1)).as("%d s", seconds).isFalse();
            assertThat(health.isUsable(now + seconds(seconds))).as("%d s", seconds).isTrue();
            now += seconds(1);
        }
    }

    @Test
    void ten_minutes_up_reset_the_penalty_of_a_link() {
        var health = LinkHealth.fresh(0).down(0).answered(0).down(1).answered(1);

        var again = health.down(seconds(601)).answered(seconds(601));

        assertThat(again.isUsable(seconds(631))).isTrue();
    }

    @Test
    void two_lanes_that_fail_together_mean_down_and_one_does_not() {
        var link = new Link(0);
        link.failed(0);
        link.failed(seconds(3));
        assertThat(link.state().health().up()).isTrue();

        link.failed(seconds(4));
        assertThat(link.state().health().up()).isFalse();

        link.opened(seconds(5));
        assertThat(link.state().health().up()).isTrue();
    }

    @Test
    void a_silent_lane_makes_probes_follow_fast_and_they_decide() {
        var simulated = new SimulatedLink(1, 120, 0, 0);
        simulated.run(60);
        var now = simulated.nanos();
        var link = simulated.link();
        assertThat(link.due(true, now + Link.ACTIVE_PACE.toNanos())).isPresent();
        now += Link.ACTIVE_PACE.toNanos();
        assertThat(link.due(true, now + Link.SUSPICIOUS_PACE.toNanos())).isEmpty();

        assertThat(link.silent(now)).isFalse();
        assertThat(link.silent(now)).isFalse();

        assertThat(link.due(true, now + Link.SUSPICIOUS_PACE.toNanos())).isPresent();
        simulated.run(1);
        assertThat(link.state().health().up()).isTrue();
    }

    @Test
    void silent_lanes_decide_where_no_probe_was_ever_answered() {
        var link = new Link(0);

        assertThat(link.silent(seconds(1))).isFalse();
        assertThat(link.silent(seconds(2))).isTrue();
    }

    @Test
    void lanes_show_the_quality_where_probes_are_dropped() {
        var link = new Link(0);
        link.measured(measured(120_000, 1_000, 10));
        link.look(seconds(1));

        var quality = Objects.requireNonNull(link.state().quality());
        assertThat(quality.p50Millis()).isEqualTo(120);
        assertThat(quality.back().slow()).isCloseTo(0.01, within(0.001));
    }

    @Test
    void lanes_that_open_for_a_minute_without_an_answer_show_that_probes_are_dropped() {
        var simulated = new SimulatedLink(1, 120, 0, 0);
        simulated.run(60);
        simulated.cut();
        simulated.run(61);
        assertThat(simulated.link().state().health().up()).isFalse();

        simulated.link().opened(simulated.nanos());
        simulated.run(31);
        assertThat(simulated.isUsable()).isFalse();
        simulated.link().opened(simulated.nanos());
        simulated.run(31);
        assertThat(simulated.isUsable()).isTrue();

        simulated.mend();
        simulated.run(10);
        assertThat(simulated.isUsable()).isTrue();
    }

    private static TcpMeasurement measured(int rttMicros, long segments, long again) {
        return new TcpMeasurement(rttMicros, 0, again, 0, segments, 0);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
