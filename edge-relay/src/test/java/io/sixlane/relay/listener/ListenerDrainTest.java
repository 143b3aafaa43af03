package io.sixlane.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListenerDrainTest {
    @Test
    void resets_evenly_and_everything_in_the_end() {
        var open = 1_000;
        for (var stepsLeft = 40; stepsLeft > 0; stepsLeft--) {
            var share = ListenerDrain.share(open, stepsLeft);
            assertThat(share).isEqualTo(25);
            open -= share;
        }
        assertThat(open).isZero();
    }

    @Test
    void the_last_few_are_reset_one_by_one() {
        assertThat(ListenerDrain.share(3, 4)).isZero();
        assertThat(ListenerDrain.share(3, 3)).isEqualTo(1);
        assertThat(ListenerDrain.share(2, 2)).isEqualTo(1);
        assertThat(ListenerDrain.share(1, 1)).isEqualTo(1);
    }
}
