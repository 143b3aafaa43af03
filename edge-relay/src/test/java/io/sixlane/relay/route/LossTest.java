package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossTest {
    @Test
    void one_or_two_losses_in_the_fast_window_are_chance() {
        assertThat(new Loss(256, 2, 25, 2).isSudden()).isFalse();
        assertThat(new Loss(256, 4, 25, 3).isSudden()).isFalse();
    }

    @Test
    void five_losses_in_the_fast_window_are_not_chance() {
        var loss = new Loss(256, 5, 25, 5);

        assertThat(loss.isSudden()).isTrue();
        assertThat(loss.expected()).isEqualTo(0.2);
    }

    @Test
    void a_constantly_lossy_link_has_not_become_worse() {
        assertThat(new Loss(256, 51, 25, 5).isSudden()).isFalse();
        assertThat(new Loss(256, 51, 25, 5).expected()).isCloseTo(0.2, within(0.01));
    }

    @Test
    void a_single_loss_of_a_new_link_is_not_extrapolated() {
        assertThat(new Loss(8, 1, 8, 1).expected()).isCloseTo(0.008, within(0.001));
    }

    @Test
    void without_probes_there_is_no_loss() {
        assertThat(Loss.NONE.expected()).isZero();
        assertThat(Loss.NONE.variance()).isZero();
        assertThat(Loss.NONE.isSudden()).isFalse();
    }

    @Test
    void losing_every_probe_is_a_sudden_loss() {
        assertThat(new Loss(256, 25, 25, 25).isSudden()).isTrue();
        assertThat(new Loss(25, 25, 25, 25).isSudden()).isTrue();
        assertThat(new Loss(256, 256, 25, 25).expected()).isEqualTo(1);
    }
}
