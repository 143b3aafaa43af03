package io.sixlane.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.RecordSigner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes images as provisioning does and reads the relay's statuses. */
final class ScaleTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordSigner signer;

    private ScaleTopics(
            KafkaProducer<byte[], byte[]> producer,
            KafkaConsumer<byte[], byte[]> consumer,
            RecordSigner signer) {
        this.signer = signer;
        this.producer = producer;
        this.consumer = consumer;
    }

    /** Makes the topics of images and status. */
    static ScaleTopics open(KafkaAccess kafka) throws IOException {
        var settings = kafka.settings();
        try (var admin = Admin.create(settings)) {
            get(
                    admin.createTopics(
                                    List.of(
                                            topic(Topics.IMAGES)
                                                    .configs(
                                                            Map.of(
                                                                    TopicConfig
                                                                            .CLEANUP_POLICY_CONFIG,
                                                                    TopicConfig
                                                                            .CLEANUP_POLICY_COMPACT)),
                                            topic(Topics.RELAY_STATUS)))
                            .all());
        }
        var producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        var consumer =
                new KafkaConsumer<>(
                        kafka.settings(Map.of("enable.auto.commit", false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var status = new TopicPartition(Topics.RELAY_STATUS, 0);
        consumer.assign(List.of(status));
        consumer.seekToBeginning(List.of(status));
        return new ScaleTopics(producer, consumer, kafka.signer());
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty());
    }

    /** Returns when the broker has all. */
    void send(List<AcceleratorImage> images) throws IOException {
        var sent = new ArrayList<Future<?>>();
        for (var image : images) {
            var message =
                    new ProducerRecord<>(
                            Topics.IMAGES,
                            image.id().text().getBytes(UTF_8),
                            ConfigurationJson.write(image));
            signer.sign(message.topic(), message.key(), message.value(), message.headers());
            sent.add(producer.send(message));
        }
        for (var one : sent) {
            get(one);
        }
    }

    /**
     * Reads on until the relay has applied that much.
     *
     * @throws IOException if it does not report that in time
     */
    AcceleratorApplied awaitApplied(AcceleratorImage image) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var record : consumer.poll(POLL)) {
                if (ConfigurationJson.read(record.value(), RelayStatus.class)
                                instanceof AcceleratorApplied applied
                        && applied.acceleratorId().equals(image.id())
                        && applied.revision() == image.revision()) {
                    return applied;
                }
            }
        }
        throw new IOException("not applied: %s at %s".formatted(image.id(), image.revision()));
    }

    private static void get(Future<?> future) throws IOException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IOException("Kafka refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
