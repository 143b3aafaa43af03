package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessTest {
    @Test
    void equal_shares_are_1_and_one_that_has_all_is_its_part_of_them() {
        assertThat(Fairness.index(List.of(7.0, 7.0, 7.0))).isEqualTo(1);
        assertThat(Fairness.index(List.of(5.0, 0.0, 0.0, 0.0))).isEqualTo(0.25);
        // 6² / (3 × 14)
        assertThat(Fairness.index(List.of(1.0, 2.0, 3.0))).isCloseTo(0.857, within(0.001));
        assertThat(Fairness.index(List.of())).isNaN();
    }
}
