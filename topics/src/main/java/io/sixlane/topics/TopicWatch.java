package io.sixlane.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link TopicGuard} over topics at the start of a service and every few seconds after it,
 * since anybody may alter a topic. Has a thread of its own, which survives whatever Kafka answers.
 */
public final class TopicWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration UNTIL_THERE = Duration.ofSeconds(1);

    private final KafkaAccess kafka;
    private final Duration every;
    private final List<TopicLayout> layouts;
    private final SupervisedThread thread;
    private volatile @Nullable String problem;
    private volatile boolean created;
    private volatile Map<String, Long> lost = Map.of();

    public TopicWatch(KafkaAccess kafka, Duration every, List<TopicLayout> layouts) {
        this.kafka = kafka;
        this.every = every;
        this.layouts = List.copyOf(layouts);
        this.thread = new SupervisedThread("topics", UNTIL_THERE, this::watch);
    }

    public void start() {
        thread.start();
    }

    /** Why a topic cannot be used as it is; empty while all of them fit or Kafka is away. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Messages that are gone from the beginning of topics that must be whole. */
    public long lost() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the topics exist, as far as is known: Kafka was there once. */
    public boolean areThere() {
        return created;
    }

    @Override
    public void close() {
        thread.interrupt(PATIENCE);
    }

    /** Begins again with other settings when the client cannot be made. */
    private void watch() throws InterruptedException {
        try (var guard = TopicGuard.open(kafka, PATIENCE, layouts)) {
            while (thread.isRunning()) {
                look(guard);
                thread.pause(created || every.compareTo(UNTIL_THERE) < 0 ? every : UNTIL_THERE);
            }
        }
    }

    private void look(TopicGuard guard) throws InterruptedException {
        try {
            var _ = guard.ensure();
            thread.succeeded();
            created = true;
            lost = guard.lost();
            note(lost.isEmpty() ? null : words(lost));
        } catch (UnfitTopicException e) {
            created = true;
            note(String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            log.debug("topics cannot be compared now", e);
        }
    }

    private static String words(Map<String, Long> lost) {
        return lost.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        topic ->
                                "topic %s lost the %s messages of its beginning: delete it, and it is created and published again"
                                        .formatted(topic.getKey(), topic.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** Logs new problems. */
    private void note(@Nullable String found) {
        if (Objects.equals(found, problem)) {
            return;
        }
        problem = found;
        if (found == null) {
            log.info("topics fit again");
        } else {
            log.atError().addKeyValue("cause", found).log("topic unfit, alter it by hand");
        }
    }
}
