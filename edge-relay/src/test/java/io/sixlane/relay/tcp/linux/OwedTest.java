package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwedTest {
    private final Owed owed = new Owed();

    /**
     * What is on its way fills the receive buffer, and as much follows until the RESET is there.
     */
    @ParameterizedTest
    @CsvSource({"100, 300", "1_000, 150", "10, 600", "10_000, 100"})
    void a_reset_on_a_long_path_keeps_the_lane(int megabits, int roundTripMillis) {
        var onItsWay = megabits * 125L * roundTripMillis;
        owed.await(0, (int) onItsWay);
        assertThatCode(() -> drop(2 * onItsWay + (1 << 20))).doesNotThrowAnyException();
        owed.came();
        assertThat(owed.isAwaited()).isFalse();
    }

    @Test
    void bytes_beyond_those_in_transit_are_dropped_slowly() throws Exception {
        owed.await(0, 1 << 20);
        drop(2 << 20);
        assertThat(owed.pauseNanos(0)).isZero();
        drop(1 << 20);
        assertThat(owed.pauseNanos(0))
                .isEqualTo((1 << 20) * TimeUnit.SECONDS.toNanos(1) / Owed.SLOW_BYTES_PER_SECOND);
        assertThat(owed.pauseNanos(TimeUnit.SECONDS.toNanos(1))).isZero();
        owed.came();
        assertThat(owed.pauseNanos(0)).isZero();
    }

    @Test
    void a_last_frame_is_overdue_after_ten_seconds() {
        assertThat(owed.leftNanos(0)).isEqualTo(Long.MAX_VALUE);
        owed.await(7, 1 << 20);
        assertThat(owed.leftNanos(7)).isEqualTo(Owed.LONGEST_NANOS);
        assertThat(owed.isOverdue(6 + Owed.LONGEST_NANOS)).isFalse();
        assertThat(owed.isOverdue(7 + Owed.LONGEST_NANOS)).isTrue();
    }

    @Test
    void a_peer_that_goes_on_has_broken_the_protocol() {
        owed.await(0, 1 << 20);
        assertThatThrownBy(() -> drop(67 << 20)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void nothing_of_a_flow_comes_after_its_last_frame() {
        assertThatThrownBy(() -> owed.dropped(1, 0)).isInstanceOf(ProtocolException.class);
        owed.await(0, 1 << 20);
        owed.came();
        assertThatThrownBy(() -> owed.dropped(1, 0)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void a_last_frame_is_awaited_for_ten_seconds() {
        var began = Long.MAX_VALUE - 5;
        assertThat(owed.isOverdue(began + TimeUnit.MINUTES.toNanos(1))).isFalse();
        owed.await(began, 1 << 20);
        assertThat(owed.isOverdue(began + TimeUnit.SECONDS.toNanos(10) - 1)).isFalse();
        assertThat(owed.isOverdue(began + TimeUnit.SECONDS.toNanos(10))).isTrue();
        owed.came();
        assertThat(owed.isOverdue(began + TimeUnit.SECONDS.toNanos(10))).isFalse();
    }

    private void drop(long bytes) throws ProtocolException {
        for (var left = bytes; left > 0; left -= 64 << 10) {
            owed.dropped((int) Math.min(left, 64 << 10), 0);
        }
    }
}
