package io.sixlane.benchmarks.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.benchmarks.propagation.Preload;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands write at the same time, a quarter of them to one accelerator, while what publishes is
 * killed -9, Kafka is away, and PostgreSQL restarts. Then the answers, the table, the topic and the
 * image of a relay agree. All of them are processes of the jars that ship.
 *
 * <p>{@code -Dsixlane.outage.seconds=N} is the least time without Kafka; the profile {@code
 * full-length} takes a minute.
 */
@Timeout(300)
class OutagesIT {
    private static final Path HOME = Path.of(System.getProperty("sixlane.home", ".."));
    private static final Duration KAFKA_AWAY =
            Duration.ofSeconds(Long.getLong("sixlane.outage.seconds", 15));
    private static final Duration CAUGHT_UP = Duration.ofSeconds(90);
    private static final int WRITERS = 2_100;

    /** While something is away. */
    private static final int FEWER = 600;

    private static final int ACCELERATORS = 200;

    /** They live for a minute: what C2 would compile is never used for long. */
    private static final Map<String, String> BRIEF_JVMS =
            Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

    private static final AcceleratorId HOT = Preload.id(0);

    @Test
    void nothing_is_lost_repeated_or_left_out() throws Exception {
        try (var stack = WriteStack.start(HOME, 2, ACCELERATORS, BRIEF_JVMS);
                var sending = new Writers(stack.ports());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var relay = stack.startRelay();

            var first = write(WRITERS, threads, sending, Duration.ZERO);
            awaitAccepted(sending, WRITERS / 4);
            stack.provisioning(0).killAndRestart();
            awaitAccepted(sending, WRITERS / 2);
            stack.stopKafka();
            var back = System.nanoTime() + KAFKA_AWAY.toNanos();
            finish(first);
            var before = sending.accepted().size();
            var second = write(FEWER, threads, sending, KAFKA_AWAY.dividedBy(3));
            awaitAccepted(sending, before + FEWER / 4);
            stack.provisioning(1).killAndRestart();
            finish(second);
            LockSupport.parkNanos(back - System.nanoTime());
            stack.startKafka();
            var third = write(FEWER, threads, sending, Duration.ZERO);
            awaitAccepted(sending, WRITERS + FEWER + FEWER / 4);
            stack.provisioning(0).killAndRestart();
            stack.restartPostgres();
            finish(third);

            assertThat(sending.mostInFlight()).isGreaterThanOrEqualTo(2_000);
            var table = EventTables.streams(stack);
            assertThat(table).hasSizeGreaterThanOrEqualTo(ACCELERATORS);
            assertThat(table.values()).as("chains").allMatch(EventHash::verify);
            assertIsAnswered(sending, table);
            try (var topic = new EventTopic(stack.kafka())) {
                topic.readUntil(() -> topic.streams().equals(table), CAUGHT_UP);
                assertThat(differing(topic.streams(), table)).as("table and topic").isEmpty();
            }
            var views = EventTables.views(stack);
            var image = RelayFolder.awaited(relay, views, CAUGHT_UP);
            assertThat(differing(image, views)).as("table and relay").isEmpty();
        }
    }

    private static <T> List<String> differing(Map<String, T> one, Map<String, T> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(one.get(key), other.get(key)))
                .toList();
    }

    /** Each writes once, within this time. */
    private static List<Future<Long>> write(
            int writers, ExecutorService threads, Writers sending, Duration within) {
        var writing = new ArrayList<Future<Long>>();
        for (var writer = 0; writer < writers; writer++) {
            var id = writer % 4 == 0 ? HOT : Preload.id(1 + writer % (ACCELERATORS - 1));
            var pause = ThreadLocalRandom.current().nextLong(within.toNanos() + 1);
            writing.add(
                    threads.submit(
                            () -> {
                                LockSupport.parkNanos(pause);
                                return sending.rename(id);
                            }));
        }
        return writing;
    }

    private static void finish(List<Future<Long>> writing) throws Exception {
        for (var one : writing) {
            one.get(120, TimeUnit.SECONDS);
        }
    }

    private static void awaitAccepted(Writers sending, int count) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (sending.accepted().size() < count) {
            assertThat(System.nanoTime()).as("only some were accepted").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static void assertIsAnswered(Writers sending, Map<String, List<RecordedEvent>> table) {
        var names =
                table.values().stream()
                        .flatMap(List::stream)
                        .map(RecordedEvent::event)
                        .filter(AcceleratorRenamed.class::isInstance)
                        .map(event -> ((AcceleratorRenamed) event).name())
                        .toList();
        assertThat(sending.accepted()).hasSize(WRITERS + 2 * FEWER);
        assertThat(names).doesNotHaveDuplicates().containsAll(sending.accepted());
        assertThat(names)
                .filteredOn(name -> !sending.accepted().contains(name))
                .isSubsetOf(sending.unsure());
    }
}
