package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void a_line_rises_by_what_lies_between_its_ends() {
        var trend = new Trend(List.of(100L, 110L, 120L, 130L));
        assertThat(trend.mean()).isEqualTo(115);
        assertThat(trend.rise()).isCloseTo(30, within(1e-9));
        assertThat(new Trend(List.of(7L, 7L, 7L)).rise()).isZero();
        assertThat(new Trend(List.of(9L, 5L)).rise()).isCloseTo(-4, within(1e-9));
    }

    @Test
    void a_slow_leak_shows_through_noise() {
        var random = new Random(3);
        var noise = LongStream.generate(() -> random.nextLong(-500, 501)).limit(120).boxed();
        var leaking =
                LongStream.range(0, 120)
                        .map(i -> 10_000 + 10 * i + random.nextLong(-500, 501))
                        .boxed();
        assertThat(new Trend(noise.toList()).rise()).isBetween(-300.0, 300.0);
        assertThat(new Trend(leaking.toList()).rise()).isBetween(900.0, 1_500.0);
    }

    @Test
    void a_single_sample_has_no_trend() {
        assertThatThrownBy(() -> new Trend(List.of(1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
