package io.sixlane.audit.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.audit.source.KafkaSource;
import io.sixlane.audit.source.Progress;
import io.sixlane.audit.source.SourceException;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.MessageLimit;
import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.TopicLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic that relays read. */
public final class ImagesTopic {
    /** Sent before the first of them is waited for. */
    private static final int WINDOW = 10_000;

    private final KafkaAccess kafka;
    private final String topic;

    public ImagesTopic(KafkaAccess kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Whether it is there.
     *
     * @throws SourceException if Kafka does not answer
     */
    public boolean exists() {
        try (var admin = admin()) {
            return admin.listTopics().names().get().contains(topic);
        } catch (ExecutionException | InterruptedException | KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * Refuses a topic that is not for images, before anything is written to it.
     *
     * @param logTopic the topic that the log is read from
     * @throws SourceException if it is the log, another topic of the product, or not compacted
     */
    public void check(String logTopic) {
        var taken =
                TopicLayout.all().stream()
                        .map(TopicLayout::name)
                        .filter(name -> !name.equals(Topics.IMAGES))
                        .anyMatch(topic::equals);
        if (taken || topic.equals(logTopic)) {
            throw new SourceException(
                    "Topic %s is not for images, and nothing is written to it.".formatted(topic),
                    null);
        }
        if (!exists()) {
            return;
        }
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = admin()) {
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            var entry = settings == null ? null : settings.get(TopicConfig.CLEANUP_POLICY_CONFIG);
            var policy = entry == null ? "" : entry.value();
            if (!TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy)) {
                throw new SourceException(
                        "Topic %s is not for images, which are compacted (its cleanup.policy is %s); nothing is written to it."
                                .formatted(topic, policy),
                        null);
            }
        } catch (ExecutionException | InterruptedException | KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * The newest readable record of each accelerator, by id.
     *
     * @throws SourceException also if the topic has messages, and none is an image
     */
    public Map<String, AcceleratorRecord> read(Progress progress) {
        var held = new HashMap<String, AcceleratorRecord>();
        var others = new long[1];
        var images = new long[1];
        try (var source = KafkaSource.open(kafka, topic)) {
            source.read(
                    message -> {
                        if (message.key() == null || message.json().length == 0) {
                            held.remove(String.valueOf(message.key()));
                            return;
                        }
                        try {
                            held.put(
                                    message.key(),
                                    ConfigurationJson.read(
                                            message.json(), AcceleratorRecord.class));
                            images[0]++;
                        } catch (IllegalArgumentException _) {
                            // Unreadable is as good as missing: it is published again.
                            held.remove(message.key());
                            others[0]++;
                        }
                    },
                    progress);
        }
        if (images[0] == 0 && others[0] > 0) {
            throw new SourceException(
                    "Topic %s has %s messages and no image; nothing is written to it."
                            .formatted(topic, others[0]),
                    null);
        }
        return held;
    }

    /**
     * Makes the topic unless it is there, and returns when every record is acknowledged.
     *
     * @throws SourceException if Kafka does not take them
     */
    public void publish(List<AcceleratorRecord> records, Progress progress) {
        try (var producer =
                new KafkaProducer<>(
                        kafka.settings(
                                Map.of(
                                        "client.id",
                                        "sixlane-audit-restore",
                                        "acks",
                                        "all",
                                        "enable.idempotence",
                                        true,
                                        "max.request.size",
                                        MessageLimit.MOST_BYTES,
                                        "linger.ms",
                                        5)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            if (!exists()) {
                create();
            }
            var signer = kafka.signer();
            var waiting = new ArrayList<Future<?>>();
            var done = 0;
            for (var record : records) {
                var message =
                        new ProducerRecord<>(
                                topic,
                                record.id().text().getBytes(UTF_8),
                                ConfigurationJson.write(record));
                signer.sign(topic, message.key(), message.value(), message.headers());
                waiting.add(producer.send(message));
                done++;
                if (waiting.size() == WINDOW || done == records.size()) {
                    for (var acknowledged : waiting) {
                        acknowledged.get();
                    }
                    waiting.clear();
                    progress.at(done, records.size());
                }
            }
        } catch (ExecutionException | InterruptedException | KafkaException e) {
            throw failed(e);
        }
    }

    private void create() throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            admin.createTopics(List.of(TopicLayout.IMAGES.named(topic).toNewTopic())).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(
                kafka.settings(
                        Map.of(
                                "client.id",
                                "sixlane-audit-admin",
                                "request.timeout.ms",
                                10_000,
                                "default.api.timeout.ms",
                                10_000)));
    }

    private SourceException failed(Exception e) {
        var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new SourceException(
                "Topic %s at %s: %s."
                        .formatted(topic, kafka.bootstrapServers(), cause.getMessage()),
                e);
    }
}
