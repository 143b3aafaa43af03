package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparingLookTest {
    private long nowNanos;
    private long takesNanos;
    private int looks;

    private final SparingLook look =
            new SparingLook(
                    () -> {
                        looks++;
                        nowNanos += takesNanos;
                    },
                    () -> nowNanos);

    private void ticks(int seconds) {
        IntStream.range(0, seconds)
                .forEach(
                        _ -> {
                            look.tick();
                            nowNanos += TimeUnit.SECONDS.toNanos(1);
                        });
    }

    @Test
    void a_quick_look_is_taken_each_time() {
        takesNanos = TimeUnit.MILLISECONDS.toNanos(1);

        ticks(100);

        assertThat(looks).isEqualTo(100);
    }

    @Test
    void a_slow_look_takes_a_fiftieth_of_the_time() {
        takesNanos = TimeUnit.MILLISECONDS.toNanos(200);

        ticks(100);

        assertThat(looks).isEqualTo(10);
    }

    @Test
    void a_look_that_becomes_quick_is_taken_each_time_again() {
        takesNanos = TimeUnit.SECONDS.toNanos(1);
        ticks(1);
        takesNanos = 0;

        ticks(60);

        assertThat(looks).isEqualTo(1 + 60 - 48);
    }
}
