package io.sixlane.provisioning.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.log.MessageLimit;
import io.sixlane.configuration.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches to the two topics of the configuration. Blocks; for one thread. */
final class TopicWriter implements AutoCloseable {
    static final List<NewTopic> TOPICS =
            List.of(
                    topic(
                            Topics.EVENTS,
                            Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_DELETE,
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    "-1")),
                    topic(
                            Topics.IMAGES,
                            Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_COMPACT)));

    private static final Logger log = LoggerFactory.getLogger(TopicWriter.class);

    private record Sent(String topic, String stream, Future<?> acknowledgement) {}

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final PublicationObserver observer;
    private final TopicIds topics;
    private final boolean madeTopics;

    private TopicWriter(
            Admin admin,
            KafkaProducer<String, byte[]> producer,
            PublicationObserver observer,
            TopicIds topics,
            boolean madeTopics) {
        this.admin = admin;
        this.producer = producer;
        this.observer = observer;
        this.topics = topics;
        this.madeTopics = madeTopics;
    }

    /** Makes the topics unless they are there. */
    static TopicWriter open(String bootstrapServers, PublicationObserver observer)
            throws ExecutionException, InterruptedException {
        var admin = admin(bootstrapServers);
        try {
            var made = makeTopics(admin);
            MessageSize.raise(admin);
            var topics = ids(admin);
            return new TopicWriter(admin, producer(bootstrapServers), observer, topics, made);
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** Those that this writes to. */
    TopicIds topics() {
        return topics;
    }

    /** Whether a topic was missing. */
    boolean madeTopics() {
        return madeTopics;
    }

    /**
     * Whether the topics are still those that this was opened for.
     *
     * @throws ExecutionException also when one is missing
     */
    boolean hasItsTopics() throws ExecutionException, InterruptedException {
        return ids(admin).equals(topics);
    }

    /**
     * Returns when every record is acknowledged by all in-sync replicas.
     *
     * @return how many are not, because they are larger than Kafka will ever take: these are left
     *     out, so that nobody else's wait for them
     */
    int write(Batch batch) throws ExecutionException, InterruptedException {
        var sent = send(Topics.EVENTS, batch.events());
        observer.reached(PublicationStep.EVENTS_SENT);
        sent.addAll(send(Topics.IMAGES, batch.records()));
        observer.reached(PublicationStep.SENT);
        var refused = refused(sent);
        observer.reached(PublicationStep.ACKNOWLEDGED);
        return refused;
    }

    /** Images once more, in the same way. */
    int writeAgain(List<StoredMessage> images) throws ExecutionException, InterruptedException {
        return refused(send(Topics.IMAGES, images));
    }

    private List<Sent> send(String topic, List<StoredMessage> messages) {
        var sent = new ArrayList<Sent>();
        for (var message : messages) {
            sent.add(new Sent(topic, message.key(), producer.send(message(topic, message))));
        }
        return sent;
    }

    private static int refused(List<Sent> sent) throws ExecutionException, InterruptedException {
        var refused = 0;
        for (var message : sent) {
            try {
                message.acknowledgement().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RecordTooLargeException cause)) {
                    throw e;
                }
                refused++;
                log.atError()
                        .addKeyValue("topic", message.topic())
                        .addKeyValue("stream", message.stream())
                        .addKeyValue("cause", cause.getMessage())
                        .log("larger than the topic takes and left out of it");
            }
        }
        return refused;
    }

    /** Tombstones: compaction then takes away what the images topic says of these. */
    void forget(List<String> ids) throws ExecutionException, InterruptedException {
        var acknowledgements = new ArrayList<Future<?>>();
        for (var id : ids) {
            acknowledgements.add(producer.send(new ProducerRecord<>(Topics.IMAGES, id, null)));
        }
        for (var acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
    }

    /** What is not sent yet is dropped: it is sent again from the last checkpoint. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sixlane-publication");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MessageLimit.MOST_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<String, byte[]> message(String topic, StoredMessage stored) {
        var message = new ProducerRecord<>(topic, stored.key(), stored.json().getBytes(UTF_8));
        CloudEventHeaders.add(message.headers(), stored);
        return message;
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(
                Map.<String, Object>of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        "sixlane-publication-topics",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5_000));
    }

    private static boolean makeTopics(Admin admin) throws ExecutionException, InterruptedException {
        var made = false;
        for (var creation : admin.createTopics(TOPICS).values().values()) {
            try {
                creation.get();
                made = true;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return made;
    }

    private static TopicIds ids(Admin admin) throws ExecutionException, InterruptedException {
        var found = admin.describeTopics(List.of(Topics.EVENTS, Topics.IMAGES)).allTopicNames();
        var topics = found.get();
        return new TopicIds(id(topics.get(Topics.EVENTS)), id(topics.get(Topics.IMAGES)));
    }

    private static String id(@Nullable TopicDescription topic) {
        return Objects.requireNonNull(topic).topicId().toString();
    }

    /** One partition: the order of the log. As many replicas as the brokers give by default. */
    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(1), Optional.empty()).configs(settings);
    }
}
