package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneRetryTest {
    private final LaneRetry retry = new LaneRetry();

    @Test
    void lanes_that_fail_together_count_once() {
        for (var i = 0; i < 64; i++) {
            retry.failed(0);
        }
        assertThat(retry.isWaiting(millis(99))).isTrue();
        assertThat(retry.isWaiting(millis(125))).isFalse();
    }

    @Test
    void pauses_double_up_to_ten_seconds_until_a_lane_is_open() {
        var now = 0L;
        for (var i = 0; i < 20; i++) {
            retry.failed(now);
            now += millis(12_500);
        }
        retry.failed(now);
        assertThat(retry.isWaiting(now + millis(9_999))).isTrue();
        assertThat(retry.isWaiting(now + millis(12_500))).isFalse();
        retry.succeeded();
        assertThat(retry.isWaiting(now)).isFalse();
        retry.failed(now);
        assertThat(retry.isWaiting(now + millis(125))).isFalse();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
