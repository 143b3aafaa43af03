package io.sixlane.provisioning.checkpoint;

import io.sixlane.topics.KafkaAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes stored checkpoints in order and at least once, and all of them to a new topic. Blocks;
 * for one thread.
 */
final class CheckpointPublisher implements AutoCloseable {
    /** Longest time for which a recreated topic stays empty. */
    private static final Duration LOOK_AT_TOPIC = Duration.ofSeconds(5);

    private final KafkaAccess kafka;
    private final CheckpointTable table;
    private @Nullable CheckpointTopic open;
    private long lookedAtTopicNanos;

    CheckpointPublisher(KafkaAccess kafka, CheckpointTable table) {
        this.kafka = kafka;
        this.table = table;
    }

    /**
     * Publishes all that may be published, or until {@code wanted} returns false. A record that
     * Kafka refuses is tried again the next time.
     */
    void publish(BooleanSupplier wanted)
            throws SQLException, ExecutionException, InterruptedException {
        try {
            var topic = topic();
            var waiting = table.unpublished();
            while (!waiting.isEmpty() && wanted.getAsBoolean()) {
                for (var checkpoint : waiting) {
                    topic.write(checkpoint);
                }
                table.published(waiting.getLast().number());
                waiting = table.unpublished();
            }
        } catch (SQLException | ExecutionException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private CheckpointTopic topic() throws SQLException, InterruptedException {
        var now = System.nanoTime();
        var held = open;
        if (held != null && now - lookedAtTopicNanos < LOOK_AT_TOPIC.toNanos()) {
            return held;
        }
        lookedAtTopicNanos = now;
        if (held != null && held.isTheSame()) {
            return held;
        }
        close();
        var topic = CheckpointTopic.open(kafka);
        open = topic;
        if (!table.topic().equals(Optional.of(topic.id()))) {
            table.changeTo(topic.id());
        }
        return topic;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
