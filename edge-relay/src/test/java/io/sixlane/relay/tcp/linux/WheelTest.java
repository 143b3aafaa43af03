package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WheelTest {
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Wheel wheel = new Wheel(loop);
    private final List<String> looks = new ArrayList<>();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void an_entry_fires_as_often_as_it_asks_and_is_then_dropped() throws Exception {
        onLoop(() -> wheel.add(new Named("twice", 2), 0, System.nanoTime()));
        await().untilAsserted(() -> assertThat(looks()).containsExactly("twice", "twice"));
        onLoop(() -> assertThat(wheel.entries()).isEmpty());
    }

    @Test
    void the_earlier_entry_fires_first_and_a_removed_one_never() throws Exception {
        onLoop(
                () -> {
                    var now = System.nanoTime();
                    var removed = new Named("removed", 1);
                    wheel.add(new Named("late", 1), TimeUnit.MILLISECONDS.toNanos(400), now);
                    wheel.add(removed, TimeUnit.MILLISECONDS.toNanos(100), now);
                    wheel.add(new Named("early", 1), TimeUnit.MILLISECONDS.toNanos(100), now);
                    wheel.remove(removed);
                    wheel.remove(removed);
                });
        await().untilAsserted(() -> assertThat(looks()).containsExactly("early", "late"));
    }

    @Test
    void an_entry_may_remove_another_of_the_same_tick() throws Exception {
        onLoop(
                () -> {
                    var now = System.nanoTime();
                    var neighbour = new Named("neighbour", 1);
                    wheel.add(neighbour, 0, now);
                    wheel.add(
                            new Wheel.Entry() {
                                @Override
                                long look(long nowNanos) {
                                    looks.add("remover");
                                    wheel.remove(neighbour);
                                    return -1;
                                }

                                @Override
                                void broken(Throwable cause) {}
                            },
                            0,
                            now);
                    wheel.add(new Named("last", 1), TimeUnit.MILLISECONDS.toNanos(200), now);
                });
        await().untilAsserted(() -> assertThat(looks()).containsExactly("remover", "last"));
    }

    @Test
    void an_entry_that_throws_affects_no_other() throws Exception {
        onLoop(
                () -> {
                    var now = System.nanoTime();
                    for (var i = 0; i < 3; i++) {
                        wheel.add(new Throwing(), 0, now);
                    }
                    wheel.add(new Named("same slot", 1), 0, now);
                    wheel.add(new Named("later", 1), TimeUnit.MILLISECONDS.toNanos(200), now);
                });
        await().untilAsserted(
                        () -> assertThat(looks()).contains("same slot", "later", "broken look"));
        onLoop(() -> assertThat(wheel.entries()).isEmpty());
        onLoop(() -> wheel.add(new Named("still turning", 1), 0, System.nanoTime()));
        await().untilAsserted(() -> assertThat(looks()).contains("still turning"));
    }

    private final class Throwing extends Wheel.Entry {
        @Override
        long look(long nowNanos) {
            throw new IllegalStateException("look");
        }

        @Override
        void broken(Throwable cause) {
            looks.add("broken " + cause.getMessage());
            throw new IllegalStateException("broken");
        }
    }

    private List<String> looks() throws Exception {
        return loop.submit(() -> List.copyOf(looks)).get();
    }

    private void onLoop(Runnable task) throws Exception {
        loop.submit(task).get();
    }

    private final class Named extends Wheel.Entry {
        private final String name;
        private int left;

        private Named(String name, int times) {
            this.name = name;
            this.left = times;
        }

        @Override
        long look(long nowNanos) {
            looks.add(name);
            return --left > 0 ? 0 : -1;
        }

        @Override
        void broken(Throwable cause) {
            looks.add("broken " + cause.getMessage());
        }
    }
}
