package io.sixlane.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.topics.SupervisedThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(20)
class SupervisedThreadTest {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SupervisedThread.class);

    @BeforeEach
    void listen() {
        Metrics.addRegistry(meters);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        Metrics.removeRegistry(meters);
        logger.detachAppender(logged);
    }

    @Test
    void work_begins_again_whatever_ends_it_and_an_outage_is_logged_once() {
        var begun = new AtomicInteger();
        var thread =
                new SupervisedThread(
                        "whatever",
                        PAUSE,
                        () -> {
                            switch (begun.incrementAndGet()) {
                                case 1 -> throw new NoClassDefFoundError("for the test");
                                case 2 -> throw new IllegalStateException("not subscribed");
                                case 3 -> {
                                    Thread.currentThread().interrupt();
                                    throw new InterruptedException("for the test");
                                }
                                case 4 -> throw new InterruptException("for the test");
                                case 5 -> {} // returns, as where a topic has no partitions yet
                                default -> new CountDownLatch(1).await();
                            }
                        });
        thread.start();
        await().until(() -> begun.get() == 6);
        thread.interrupt(Duration.ofSeconds(5));

        assertThat(begun).hasValue(6);
        assertThat(failures("whatever")).isEqualTo(2);
        assertThat(logged.list).hasSize(1);
    }

    @Test
    void an_outage_after_a_success_is_logged_again() {
        var begun = new AtomicInteger();
        var ended = new SupervisedThread[1];
        ended[0] =
                new SupervisedThread(
                        "again",
                        PAUSE,
                        () -> {
                            if (begun.incrementAndGet() == 3) {
                                ended[0].succeeded();
                            }
                            throw new IllegalStateException("for the test");
                        });
        ended[0].start();
        await().until(() -> begun.get() >= 5);
        ended[0].end(Duration.ofSeconds(5));

        assertThat(logged.list).hasSize(2);
    }

    @Test
    void a_thread_that_never_started_ends_at_once() {
        new SupervisedThread("never", PAUSE, () -> {}).end(Duration.ofSeconds(5));
        assertThat(failures("never")).isZero();
    }

    private double failures(String thread) {
        return meters.counter(SupervisedThread.FAILURES, "thread", thread).count();
    }
}
