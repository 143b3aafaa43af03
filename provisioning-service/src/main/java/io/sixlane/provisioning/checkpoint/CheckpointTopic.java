package io.sixlane.provisioning.checkpoint;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    static final NewTopic TOPIC =
            new NewTopic(Topics.CHECKPOINTS, Optional.of(1), Optional.empty())
                    .configs(
                            Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_DELETE,
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    "-1"));

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final String id;
    private final boolean made;

    private CheckpointTopic(
            Admin admin, KafkaProducer<String, byte[]> producer, String id, boolean made) {
        this.admin = admin;
        this.producer = producer;
        this.id = id;
        this.made = made;
    }

    /** Makes the topic unless it is there. */
    static CheckpointTopic open(String bootstrapServers)
            throws ExecutionException, InterruptedException {
        var admin = admin(bootstrapServers);
        try {
            var made = make(admin);
            return new CheckpointTopic(admin, producer(bootstrapServers), id(admin), made);
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** That Kafka gave it: a topic that was lost and made anew has another one. */
    String id() {
        return id;
    }

    /** Whether the topic was missing, so that it lacks what was published before. */
    boolean made() {
        return made;
    }

    /**
     * Whether the topic is still the one that this was opened for.
     *
     * @throws ExecutionException also when it is missing
     */
    boolean isTheSame() throws ExecutionException, InterruptedException {
        return id(admin).equals(id);
    }

    /** Returns when it is acknowledged by all in-sync replicas. */
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
        admin.close(Duration.ZERO);
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
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
                new ByteArraySerializer());
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "client.id",
                        "sixlane-checkpoint-topic",
                        "request.timeout.ms",
                        5_000,
                        "default.api.timeout.ms",
                        5_000));
    }

    private static boolean make(Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(TOPIC)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static String id(Admin admin) throws ExecutionException, InterruptedException {
        var found = admin.describeTopics(List.of(Topics.CHECKPOINTS)).allTopicNames().get();
        return Objects.requireNonNull(found.get(Topics.CHECKPOINTS)).topicId().toString();
    }
}
