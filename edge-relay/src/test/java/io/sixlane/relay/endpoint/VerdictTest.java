package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
    private static final int THRESHOLD = 3;

    @Test
    void the_first_check_settles_an_unknown_endpoint() {
        assertThat(Verdict.unknown(T0).passed(THRESHOLD, at(1)))
                .isEqualTo(new Verdict(State.HEALTHY, null, at(1), 0));
        assertThat(Verdict.unknown(T0).failed("refused", THRESHOLD, at(1)))
                .isEqualTo(new Verdict(State.UNHEALTHY, "refused", at(1), 0));
    }

    @Test
    void a_healthy_endpoint_goes_down_at_the_third_failure_in_a_row() {
        var healthy = Verdict.unknown(T0).passed(THRESHOLD, at(1));
        var twice = healthy.failed("a", THRESHOLD, at(2)).failed("b", THRESHOLD, at(3));
        assertThat(twice).isEqualTo(new Verdict(State.HEALTHY, "b", at(1), 2));
        assertThat(twice.failed("c", THRESHOLD, at(4)))
                .isEqualTo(new Verdict(State.UNHEALTHY, "c", at(4), 0));
    }

    @Test
    void a_success_between_failures_restarts_the_count() {
        var verdict =
                Verdict.unknown(T0)
                        .passed(THRESHOLD, at(1))
                        .failed("a", THRESHOLD, at(2))
                        .failed("a", THRESHOLD, at(3))
                        .passed(THRESHOLD, at(4))
                        .failed("a", THRESHOLD, at(5))
                        .failed("a", THRESHOLD, at(6));
        assertThat(verdict.state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void an_unhealthy_endpoint_comes_back_at_the_third_success_in_a_row() {
        var down = Verdict.unknown(T0).failed("refused", THRESHOLD, at(1));
        var interrupted =
                down.passed(THRESHOLD, at(2))
                        .passed(THRESHOLD, at(3))
                        .failed("late", THRESHOLD, at(4))
                        .passed(THRESHOLD, at(5))
                        .passed(THRESHOLD, at(6));
        assertThat(interrupted).isEqualTo(new Verdict(State.UNHEALTHY, "late", at(1), 2));
        assertThat(interrupted.passed(THRESHOLD, at(7)))
                .isEqualTo(new Verdict(State.HEALTHY, null, at(7), 0));
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }
}
