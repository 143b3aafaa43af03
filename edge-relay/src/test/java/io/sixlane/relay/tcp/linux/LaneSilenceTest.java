package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneSilenceTest {
    private final LaneSilence silence = new LaneSilence();

    @Test
    void a_lane_without_a_frame_for_thirty_seconds_is_silent() {
        assertThat(silence.isOver(0, seconds(100))).isFalse();
        assertThat(silence.isOver(0, seconds(129))).isFalse();
        assertThat(silence.isOver(0, seconds(130))).isTrue();
    }

    @Test
    void each_frame_begins_another_thirty_seconds() {
        assertThat(silence.isOver(0, 0)).isFalse();
        assertThat(silence.isOver(8, seconds(29))).isFalse();
        assertThat(silence.isOver(8, seconds(58))).isFalse();
        assertThat(silence.isOver(8, seconds(59))).isTrue();
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
