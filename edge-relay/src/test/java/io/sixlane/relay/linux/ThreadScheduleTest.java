package io.sixlane.relay.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class ThreadScheduleTest {
    private static final long WANTED = Duration.ofMillis(300).toNanos();

    @Test
    void times_are_nanoseconds_on_a_processor_and_of_waiting_for_one() {
        assertThat(ThreadSchedule.parse("401 7000 3\n")).contains(new ThreadSchedule(401, 7000));
        assertThat(new ThreadSchedule(401, 7000).wantedNanos()).isEqualTo(7401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a b c"})
    void other_texts_are_no_statistics(String text) {
        assertThat(ThreadSchedule.parse(text)).isEmpty();
    }

    @Test
    void a_thread_that_does_not_exist_has_none() {
        assertThat(ThreadSchedule.of(0)).isEmpty();
    }

    /** Two threads that never rest, on one processor: each runs half of the time. */
    @Test
    void a_thread_that_competes_wants_all_of_the_time() throws Exception {
        var cpu = Affinity.allowed()[0];
        var ready = new CountDownLatch(2);
        var watched = new AtomicInteger();
        var ended = new AtomicBoolean();
        for (var busy = 0; busy < 2; busy++) {
            Pinned.start(
                    cpu,
                    () -> {
                        watched.set(ThreadSchedule.thisThread());
                        ready.countDown();
                        while (!ended.get()) {
                            Thread.onSpinWait();
                        }
                    });
        }
        ready.await();
        var began = System.nanoTime();
        var before = ThreadSchedule.of(watched.get()).orElseThrow();
        while (System.nanoTime() - began < 3 * WANTED) {
            Thread.sleep(10);
        }
        var after = ThreadSchedule.of(watched.get()).orElseThrow();
        ended.set(true);

        var wanted = after.wantedNanos() - before.wantedNanos();
        assertThat(wanted).isBetween(2 * WANTED, 2 * (System.nanoTime() - began));
        assertThat(after.waitedNanos() - before.waitedNanos()).isGreaterThan(WANTED / 2);
    }
}
