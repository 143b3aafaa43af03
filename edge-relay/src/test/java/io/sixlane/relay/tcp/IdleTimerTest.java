package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.forward.SendQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleTimerTest {
    private static final TcpSettings SETTINGS =
            new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(15), 64 << 10, 1);

    private long now = Long.MAX_VALUE - Duration.ofHours(1).toNanos(); // a clock that overflows

    /** The shortest and the longest timeout of a listener. */
    @ParameterizedTest
    @ValueSource(ints = {10, 86_400})
    void silence_ends_within_an_eighth_of_the_timeout(int seconds) {
        var timeout = Duration.ofSeconds(seconds).toNanos();
        var timer = new IdleTimer(SETTINGS, timeout, now);
        var silentNanos = silence(timer, SendQueue.EMPTY);
        assertThat(silentNanos).isBetween(timeout, timeout + timeout / 8);
    }

    @Test
    void a_byte_every_hour_keeps_a_connection_of_a_day() {
        var timer = new IdleTimer(SETTINGS, Duration.ofDays(1).toNanos(), now);
        for (var hour = 0; hour < 48; hour++) {
            now += Duration.ofHours(1).toNanos();
            assertThat(timer.look(now, () -> SendQueue.EMPTY)).isPositive();
            timer.moved(now);
        }
    }

    @Test
    void a_peer_that_takes_nothing_ends_like_one_that_is_silent() {
        var timeout = Duration.ofDays(1).toNanos();
        var timer = new IdleTimer(SETTINGS, timeout, now);
        assertThat(silence(timer, new SendQueue(0, 7))).isBetween(timeout, timeout + timeout / 8);
    }

    @Test
    void after_a_fin_four_minutes_of_silence_are_enough() {
        var timer = new IdleTimer(SETTINGS, Duration.ofDays(1).toNanos(), now);
        timer.halfClose();
        assertThat(Duration.ofNanos(silence(timer, SendQueue.EMPTY)))
                .isBetween(Duration.ofMinutes(4), Duration.ofSeconds(270));
    }

    /** Nanoseconds until the timer calls the connection idle. */
    private long silence(IdleTimer timer, SendQueue queue) {
        var startNanos = now;
        now += timer.stepNanos();
        for (var left = timer.look(now, () -> queue);
                left > 0;
                left = timer.look(now, () -> queue)) {
            now += left;
        }
        return now - startNanos;
    }
}
