package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LaneWearTest {
    @Test
    void a_lane_lasts_an_hour_or_a_hundred_gigabytes() {
        var wear = new LaneWear();
        assertThat(wear.isOver(LaneWear.LEAST_NANOS - 1, LaneWear.MOST_BYTES - 1)).isFalse();
        assertThat(wear.isOver(0, LaneWear.MOST_BYTES)).isTrue();
        assertThat(wear.isOver(TimeUnit.MINUTES.toNanos(75), 0)).isTrue();
    }

    @Test
    void lanes_that_were_opened_together_end_one_after_the_other() {
        var middle = LaneWear.LEAST_NANOS + TimeUnit.MINUTES.toNanos(7);
        var over = LongStream.range(0, 200).filter(_ -> new LaneWear().isOver(middle, 0)).count();
        assertThat(over).isBetween(40L, 160L);
    }
}
