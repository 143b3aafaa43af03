package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
    /**
     * The median of seven draws from 1 to 7 is at most 2 when four or more draws are: by the
     * binomial distribution in 10.8 % of all cases, and in 1.0 % it is 1. So 2.5 % end at 2.
     */
    @Test
    void the_interval_of_a_median_follows_the_binomial_distribution() {
        var values = List.of(1.0, 7.0, 2.0, 6.0, 3.0, 5.0, 4.0);

        for (var seed = 0; seed < 20; seed++) {
            assertThat(Interval.of(values, seed)).isEqualTo(new Interval(4, 2, 6, 7));
        }
    }

    @Test
    void values_that_agree_have_no_width() {
        var interval = Interval.of(List.of(0.97, 0.97, 0.97), 1);

        assertThat(interval).isEqualTo(new Interval(0.97, 0.97, 0.97, 3));
        assertThat(interval.halfWidth()).isZero();
    }

    @Test
    void the_interval_narrows_with_the_root_of_the_pairs() {
        var random = new Random(7);
        var few = Interval.of(draws(random, 400), 1);
        var many = Interval.of(draws(random, 1_600), 1);

        // Of a normal distribution: 1.96 × 1.2533 × σ / √n.
        assertThat(few.halfWidth()).isCloseTo(0.0123, within(0.004));
        assertThat(many.halfWidth()).isCloseTo(0.0061, within(0.002));
        assertThat(many.low()).isLessThan(1);
        assertThat(many.high()).isGreaterThan(1);
    }

    private static List<Double> draws(Random random, int count) {
        return IntStream.range(0, count).mapToObj(_ -> 1 + random.nextGaussian() / 10).toList();
    }

    @Test
    void values_that_are_no_numbers_do_not_count() {
        assertThat(Interval.of(List.of(Double.NaN, 2.0, Double.POSITIVE_INFINITY), 1))
                .isEqualTo(new Interval(2, 2, 2, 1));
        assertThat(Interval.of(Collections.nCopies(3, Double.NaN), 1).exists()).isFalse();
        assertThat(Interval.NONE.halfWidth()).isInfinite();
    }
}
