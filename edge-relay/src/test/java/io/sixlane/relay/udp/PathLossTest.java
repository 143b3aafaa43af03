package io.sixlane.relay.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.lane.datagram.Frame;
import org.junit.jupiter.api.Test;

class PathLossTest {
    private final PathLoss loss = new PathLoss();
    private long sent;
    private double arrived;
    private long answers;
    private double answersArrived;

    /** A second with a ping, on a path that loses these parts of what it carries. */
    private void second(int datagrams, double there, double back) {
        sent += datagrams;
        arrived += datagrams * (1 - there);
        answers += datagrams;
        answersArrived += datagrams * (1 - back);
        loss.measured(
                new Frame.Pong(0, sent, Math.round(arrived)),
                1,
                answers,
                Math.round(answersArrived));
    }

    @Test
    void loss_in_either_direction_counts_once_enough_was_sent() {
        second(100, 0.01, 0);
        second(100, 0.01, 0);
        assertThat(loss.loses()).isFalse();
        second(100, 0.01, 0);
        assertThat(loss.loses()).isTrue();

        var back = new PathLossTest();
        back.second(400, 0, 0.01);
        back.second(400, 0, 0.01);
        assertThat(back.loss.loses()).isTrue();
    }

    @Test
    void less_than_three_in_a_thousand_brings_no_copies() {
        for (var i = 0; i < 100; i++) {
            second(1_000, 0.002, 0.002);
        }
        assertThat(loss.loses()).isFalse();
    }

    @Test
    void a_path_that_is_well_again_is_believed_after_some_thousand_datagrams() {
        for (var i = 0; i < 10; i++) {
            second(1_000, 0.05, 0);
        }
        assertThat(loss.loses()).isTrue();
        for (var i = 0; i < 20; i++) {
            second(1_000, 0, 0);
        }
        assertThat(loss.loses()).isFalse();
    }

    /** The other relay counts from 0 again, which is no loss. */
    @Test
    void a_new_stream_begins_without_loss() {
        second(1_000, 0, 0);
        second(1_000, 0, 0);
        loss.measured(new Frame.Pong(0, 10, 10), 2, 10, 10);
        loss.measured(new Frame.Pong(0, 20, 20), 2, 20, 20);
        assertThat(loss.loses()).isFalse();
    }
}
