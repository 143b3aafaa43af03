package io.sixlane.benchmarks.ocean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaddingTest {
    @Test
    void counts_what_the_backbone_received_and_sent() {
        var counters =
                """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
                    lo: 1300 13 0 0 0 0 0 0 1300 13 0 0 0 0 0 0
                backbone:  2000 20 0 0 0 0 0 0 700 7 0 0 0 0 0 0
                """;
        assertThat(Padding.bytes(counters)).isEqualTo(2_700);
    }
}
