package io.sixlane.relay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.Protocol;
import org.junit.jupiter.api.Test;

class DescriptorSharesTest {
    /** 2,048 without the relay's own 256 and 128 for pipes: 1,248 for TCP and 832 for UDP. */
    private final DescriptorShares shares = new DescriptorShares(2_048);

    @Test
    void one_accelerator_gets_two_thirds_and_leaves_the_rest() {
        assertThat(taken(Protocol.UDP)).isEqualTo(555);
        assertThat(taken(Protocol.TCP)).isEqualTo(416);
    }

    @Test
    void each_further_accelerator_gets_its_part_of_the_rest() {
        taken(Protocol.UDP);
        var second = taken(Protocol.UDP);
        assertThat(second).isBetween(180, 190);
        assertThat(taken(Protocol.UDP)).isBetween(55, 70);
    }

    @Test
    void one_protocol_takes_nothing_of_the_other() {
        for (var accelerator = 0; accelerator < 20; accelerator++) {
            taken(Protocol.UDP);
        }
        assertThat(taken(Protocol.TCP)).isEqualTo(416);
    }

    @Test
    void a_released_descriptor_is_taken_again() {
        var open = taken(Protocol.UDP);
        assertThat(shares.of(Protocol.UDP).tryTake(open + 1)).isFalse();
        shares.of(Protocol.UDP).release();
        assertThat(shares.of(Protocol.UDP).tryTake(open)).isTrue();
    }

    /** As many as one accelerator can open. */
    private int taken(Protocol protocol) {
        var open = 0;
        while (shares.of(protocol).tryTake(open + 1)) {
            open++;
        }
        return open;
    }
}
