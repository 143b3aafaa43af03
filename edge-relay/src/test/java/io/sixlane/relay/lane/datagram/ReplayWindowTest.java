package io.sixlane.relay.lane.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void a_number_is_accepted_once_in_any_order() {
        var numbers = new ArrayList<Long>();
        for (var i = 0L; i < 1_000; i++) {
            numbers.add(i);
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(1));
        var accepted = new HashSet<Long>();
        for (var number : numbers) {
            assertThat(window.accept(number)).isEqualTo(accepted.add(number));
        }
        assertThat(window.accepted()).isEqualTo(1_000);
    }

    @Test
    void what_is_far_behind_is_refused() {
        assertThat(window.accept(10_000)).isTrue();
        assertThat(window.accept(10_000 - ReplayWindow.SIZE)).isFalse();
        assertThat(window.accept(10_000 - ReplayWindow.SIZE + 1)).isTrue();
        assertThat(window.accept(-1)).isFalse();
    }

    /** Numbers that were skipped are free, although others were in their place before. */
    @Test
    void a_gap_forgets_what_was_in_its_place() {
        for (var i = 0L; i < ReplayWindow.SIZE; i++) {
            assertThat(window.accept(i)).isTrue();
        }
        assertThat(window.accept(2L * ReplayWindow.SIZE - 1)).isTrue();
        for (var i = (long) ReplayWindow.SIZE; i < 2L * ReplayWindow.SIZE - 1; i++) {
            assertThat(window.accept(i)).isTrue();
        }
    }

    @Test
    void a_low_half_wraps() {
        assertThat(window.acceptLow(0)).isTrue();
        assertThat(window.acceptLow(0)).isFalse();
        assertThat(window.acceptLow(Integer.MAX_VALUE)).isTrue();
        assertThat(window.acceptLow(Integer.MIN_VALUE)).isTrue();
        assertThat(window.acceptLow(-1)).isTrue();
        assertThat(window.acceptLow(0)).isTrue();
        assertThat(window.acceptLow(0)).isFalse();
        assertThat(window.acceptLow(-1)).isFalse();
        assertThat(window.acceptLow(-2)).isTrue();
    }
}
