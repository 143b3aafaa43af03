package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.UnfitTopicException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes checkpoints to their topic. Blocks; for one thread. */
final class CheckpointTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TopicGuard guard;
    private final KafkaProducer<String, byte[]> producer;
    private final String id;

    private CheckpointTopic(TopicGuard guard, KafkaProducer<String, byte[]> producer, String id) {
        this.guard = guard;
        this.producer = producer;
        this.id = id;
    }

    /**
     * Creates the topic if it is missing.
     *
     * @throws UnfitTopicException if the topic would lose checkpoints, and cannot be altered
     */
    static CheckpointTopic open(KafkaAccess kafka) throws InterruptedException {
        var guard = TopicGuard.open(kafka, PATIENCE, List.of(TopicLayout.CHECKPOINTS));
        try {
            var id = id(guard.ensure());
            return new CheckpointTopic(guard, producer(kafka), id);
        } catch (InterruptedException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    /** The id that Kafka gave: a topic that was deleted and created again has another one. */
    String id() {
        return id;
    }

    /**
     * Whether the topic is still the one that this was opened for. Settings that were altered since
     * are set right.
     *
     * @throws KafkaException also if the topic is missing or unfit
     */
    boolean isTheSame() throws InterruptedException {
        return id(guard.check()).equals(id);
    }

    /** Returns when the checkpoint is acknowledged by all in-sync replicas. */
    void write(SignedCheckpoint checkpoint) throws ExecutionException, InterruptedException {
        var acknowledged = producer.send(message(checkpoint));
        acknowledged.get();
    }

    static ProducerRecord<String, byte[]> message(SignedCheckpoint checkpoint) {
        return new ProducerRecord<>(
                Topics.CHECKPOINTS,
                Long.toString(checkpoint.number()),
                ConfigurationJson.write(checkpoint));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        guard.close();
    }

    private static KafkaProducer<String, byte[]> producer(KafkaAccess kafka) {
        return new KafkaProducer<>(
                kafka.settings(
                        Map.of(
                                "client.id",
                                "sixlane-checkpoint",
                                "acks",
                                "all",
                                "enable.idempotence",
                                true,
                                "max.block.ms",
                                5_000,
                                "request.timeout.ms",
                                5_000,
                                "delivery.timeout.ms",
                                15_000,
                                "linger.ms",
                                0)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static String id(Map<String, String> topics) {
        return Objects.requireNonNull(topics.get(Topics.CHECKPOINTS));
    }
}
