package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopDemandTest {
    private final LoopDemand demand = new LoopDemand(8);

    @Test
    void full_loops_are_doubled_up_to_those_that_there_are() {
        assertThat(demand.next(1, 0.79)).isEqualTo(1);
        assertThat(demand.next(1, 0.80)).isEqualTo(2);
        assertThat(demand.next(2, 1.59)).isEqualTo(2);
        assertThat(demand.next(2, 1.61)).isEqualTo(4);
        assertThat(demand.next(6, 5.9)).isEqualTo(8);
        assertThat(demand.next(8, 7.9)).isEqualTo(8);
    }

    @Test
    void one_leaves_when_the_others_would_be_at_ease_for_some_time() {
        for (var look = 1; look < LoopDemand.CALM; look++) {
            assertThat(demand.next(3, 0.9)).isEqualTo(3);
        }
        assertThat(demand.next(3, 0.9)).isEqualTo(2);
        assertThat(demand.next(2, 0.4)).isEqualTo(2); // counts again
    }

    @Test
    void a_busy_moment_begins_the_count_again() {
        for (var look = 1; look < LoopDemand.CALM; look++) {
            demand.next(2, 0.1);
        }
        assertThat(demand.next(2, 0.9)).isEqualTo(2);
        assertThat(demand.next(2, 0.1)).isEqualTo(2);
    }

    @Test
    void the_last_one_stays() {
        for (var look = 0; look < 3 * LoopDemand.CALM; look++) {
            assertThat(demand.next(1, 0)).isEqualTo(1);
        }
        for (var look = 0; look < 3 * LoopDemand.CALM; look++) {
            assertThat(new LoopDemand(1).next(1, 1)).isEqualTo(1);
        }
    }

    /** Two loops that are full after they were made from one do not become one at once. */
    @Test
    void a_load_between_two_numbers_of_loops_moves_nothing() {
        var active = 1;
        var changes = 0;
        for (var look = 0; look < 1_000; look++) {
            var next = demand.next(active, 0.85);
            changes += next == active ? 0 : 1;
            active = next;
        }
        assertThat(active).isEqualTo(2);
        assertThat(changes).isEqualTo(1);
    }
}
