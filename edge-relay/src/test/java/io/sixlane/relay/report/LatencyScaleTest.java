package io.sixlane.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyScaleTest {
    private static final long SEED = 7;

    @Test
    void divides_as_the_library_does() {
        var histogram = LatencyScale.newHistogram();
        var random = new Random(SEED);
        for (var run = 0; run < 100_000; run++) {
            var value = (LatencyScale.HIGHEST >> random.nextInt(32)) - random.nextInt(3);
            value = Math.clamp(value, 0, LatencyScale.HIGHEST);
            assertThat(LatencyScale.value(LatencyScale.step(value)))
                    .as("seed %d, value %d", SEED, value)
                    .isEqualTo(histogram.lowestEquivalentValue(value));
        }
    }

    @Test
    void every_step_is_one_more_than_the_one_below() {
        var histogram = LatencyScale.newHistogram();
        var before = -1;
        for (var value = 0L;
                value <= LatencyScale.HIGHEST;
                value = histogram.nextNonEquivalentValue(value)) {
            assertThat(LatencyScale.step(value)).isEqualTo(before + 1);
            before = LatencyScale.step(value);
        }
        assertThat(before).isEqualTo(LatencyScale.LENGTH - 1);
    }
}
