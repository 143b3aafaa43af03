package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes checkpoints to their topic. Blocks; for one thread. */
final class CheckpointTopic implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final boolean made;

    private CheckpointTopic(KafkaProducer<String, byte[]> producer, boolean made) {
        this.producer = producer;
        this.made = made;
    }

    /** Makes the topic unless it is there. */
    static CheckpointTopic open(String bootstrapServers)
            throws ExecutionException, InterruptedException {
        var made = make(bootstrapServers);
        return new CheckpointTopic(
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                bootstrapServers,
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
                                0),
                        new StringSerializer(),
                        new ByteArraySerializer()),
                made);
    }

    /** Whether the topic was missing, so that it lacks what was published before. */
    boolean made() {
        return made;
    }

    /** Returns when it is acknowledged by all in-sync replicas. */
    void write(SignedCheckpoint checkpoint) throws ExecutionException, InterruptedException {
        var key = Long.toString(checkpoint.number());
        var acknowledged =
                producer.send(
                        new ProducerRecord<>(
                                Topics.CHECKPOINTS, key, ConfigurationJson.write(checkpoint)));
        acknowledged.get();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private static boolean make(String bootstrapServers)
            throws ExecutionException, InterruptedException {
        var topic =
                new NewTopic(Topics.CHECKPOINTS, Optional.of(1), Optional.empty())
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        try (var admin =
                Admin.create(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "client.id",
                                "sixlane-checkpoint-topic",
                                "request.timeout.ms",
                                5_000,
                                "default.api.timeout.ms",
                                5_000))) {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }
}
