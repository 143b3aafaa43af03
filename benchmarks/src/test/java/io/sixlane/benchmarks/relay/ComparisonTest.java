package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Duel BULK = new Duel("sixlane", "haproxy-splice", Column.U8);
    private static final Duel REQUESTS = new Duel("sixlane", "haproxy", Column.KA);

    private final Comparison comparison =
            new Comparison(
                    List.of(
                            new Goal("u8", List.of(BULK), Sample::value),
                            new Goal("ka", List.of(REQUESTS), Sample::value),
                            new Goal("cpuPerGb", List.of(BULK), Sample::cpuPerUnit)),
                    new Precision(0.04, 3, 8),
                    1);

    @Test
    void pairs_are_measured_until_their_ratio_is_narrow() {
        pairs(BULK, 2, 1.0);
        assertThat(comparison.open()).containsExactly(BULK, REQUESTS);

        pairs(BULK, 1, 1.0);
        assertThat(comparison.open()).containsExactly(REQUESTS);

        pairs(REQUESTS, 2, 0.9);
        pairs(REQUESTS, 2, 1.1);
        assertThat(comparison.open()).containsExactly(REQUESTS);

        pairs(REQUESTS, 3, 1.1);
        assertThat(comparison.open()).containsExactly(REQUESTS);
        assertThat(comparison.ending()).endsWith("wider than ±4.0 %: ka ±9.1 %");

        pairs(REQUESTS, 1, 1.1);
        assertThat(comparison.open()).isEmpty(); // the most pairs
    }

    @Test
    void a_ratio_is_of_the_two_samples_of_a_pair() {
        comparison.add(BULK, pair(20, 10, 0.05, 0.1));
        comparison.add(BULK, pair(400, 200, 0.05, 0.1));
        comparison.add(BULK, pair(2, 1, 0.05, 0.1));

        assertThat(comparison.intervals())
                .containsOnly(
                        entry("u8", new Interval(2, 2, 2, 3)),
                        entry("cpuPerGb", new Interval(0.5, 0.5, 0.5, 3)));
        assertThat(comparison.against())
                .containsEntry("u8", "haproxy-splice")
                .containsEntry("ka", "haproxy");
        assertThat(comparison.ending()).contains("ka unknown");
    }

    @Test
    void an_opponent_that_adds_nothing_is_no_measure() {
        comparison.add(BULK, pair(20, -1, 0.05, 0.1));

        assertThat(comparison.intervals()).containsOnlyKeys("cpuPerGb");
    }

    @Test
    void all_reached_is_the_other_ending() {
        pairs(BULK, 3, 1);
        pairs(REQUESTS, 3, 1);

        assertThat(comparison.ending()).isEqualTo("every interval is within ±4.0 %");
    }

    private void pairs(Duel duel, int count, double ratio) {
        for (var pair = 0; pair < count; pair++) {
            comparison.add(duel, pair(10 * ratio, 10, 0.1, 0.1));
        }
    }

    private static Duel.Pair pair(double own, double other, double ownCpu, double otherCpu) {
        return new Duel.Pair(
                new Sample(own, Double.NaN, ownCpu), new Sample(other, Double.NaN, otherCpu));
    }
}
