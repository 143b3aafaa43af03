package io.sixlane.benchmarks.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void takes_the_nearest_rank() {
        var five = millis(15, 20, 35, 40, 50);

        assertThat(five.millis(5)).isEqualTo(15);
        assertThat(five.millis(20)).isEqualTo(15);
        assertThat(five.millis(30)).isEqualTo(20);
        assertThat(five.millis(40)).isEqualTo(20);
        assertThat(five.millis(50)).isEqualTo(35);
        assertThat(five.millis(100)).isEqualTo(50);
    }

    @Test
    void p99_of_500_is_the_sixth_slowest_in_whatever_order_they_came() {
        var nanos =
                LongStream.rangeClosed(1, 500)
                        .mapToObj(milli -> milli * 1_000_000)
                        .collect(Collectors.toList());
        Collections.shuffle(nanos, new Random(1));

        assertThat(new Distribution(nanos).millis(99)).isEqualTo(495);
        assertThat(new Distribution(nanos).millis(100)).isEqualTo(500);
    }

    /** In floating point 7 % of 100 are a little more than 7. */
    @Test
    void a_rank_that_is_whole_is_not_rounded_up() {
        var hundred = millis(LongStream.rangeClosed(1, 100).toArray());

        for (var percent = 1; percent <= 100; percent++) {
            assertThat(hundred.millis(percent)).isEqualTo(percent);
        }
    }

    @Test
    void rounds_to_a_tenth_of_a_millisecond() {
        assertThat(new Distribution(List.of(16_749_999L)).millis(50)).isEqualTo(16.7);
        assertThat(new Distribution(List.of(16_750_000L)).millis(50)).isEqualTo(16.8);
    }

    @Test
    void refuses_nothing() {
        assertThatThrownBy(() -> new Distribution(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Distribution millis(long... values) {
        return new Distribution(
                LongStream.of(values).mapToObj(milli -> milli * 1_000_000).toList());
    }
}
