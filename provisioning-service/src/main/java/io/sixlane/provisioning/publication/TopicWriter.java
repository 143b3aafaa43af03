package io.sixlane.provisioning.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.log.MessageLimit;
import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.RecordSigner;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.UnfitTopicException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches to the topics of the configuration. Blocks; for one thread. */
final class TopicWriter implements AutoCloseable {
    private static final List<TopicLayout> LAYOUTS =
            List.of(TopicLayout.EVENTS, TopicLayout.IMAGES, TopicLayout.FLEET);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(TopicWriter.class);

    private record Sent(String topic, String stream, Future<?> acknowledgement) {}

    private final TopicGuard guard;
    private final KafkaProducer<String, byte[]> producer;
    private final PublicationObserver observer;
    private final TopicIds topics;
    private final RecordSigner signer;

    private TopicWriter(
            TopicGuard guard,
            KafkaProducer<String, byte[]> producer,
            PublicationObserver observer,
            TopicIds topics,
            RecordSigner signer) {
        this.guard = guard;
        this.producer = producer;
        this.observer = observer;
        this.topics = topics;
        this.signer = signer;
    }

    /**
     * Creates missing topics.
     *
     * @throws UnfitTopicException if a topic would lose published records and cannot be altered
     */
    static TopicWriter open(KafkaAccess kafka, PublicationObserver observer)
            throws InterruptedException {
        var guard = TopicGuard.open(kafka, PATIENCE, LAYOUTS);
        try {
            var topics = ids(guard.ensure());
            return new TopicWriter(guard, producer(kafka), observer, topics, kafka.signer());
        } catch (InterruptedException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    /** The topics that this writes to. */
    TopicIds topics() {
        return topics;
    }

    /**
     * Whether the topics are still those that this was opened for. Settings that were altered since
     * are set right.
     *
     * @throws KafkaException also if a topic is missing or unfit
     */
    boolean hasItsTopics() throws InterruptedException {
        return ids(guard.check()).equals(topics);
    }

    /**
     * Returns when every record is acknowledged by all in-sync replicas.
     *
     * @return how many are not, because they are larger than Kafka will ever take: these are left
     *     out, so that no other stream waits for them
     */
    int write(Batch batch) throws ExecutionException, InterruptedException {
        var sent = send(Topics.EVENTS, batch.events());
        observer.reached(PublicationStep.EVENTS_SENT);
        sent.addAll(send(Topics.IMAGES, batch.records()));
        sent.addAll(send(Topics.FLEET, FleetMessages.of(batch.events())));
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
                        .log("record exceeds max.message.bytes, skipped");
            }
        }
        return refused;
    }

    /** Writes tombstones, after which compaction deletes the records of these accelerators. */
    void forget(List<String> ids) throws ExecutionException, InterruptedException {
        var acknowledgements = new ArrayList<Future<?>>();
        for (var id : ids) {
            acknowledgements.add(producer.send(new ProducerRecord<>(Topics.IMAGES, id, null)));
        }
        for (var acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
    }

    /** Drops unsent records, which are sent again from the stored position. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        guard.close();
    }

    private static KafkaProducer<String, byte[]> producer(KafkaAccess kafka) {
        var settings = kafka.settings();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sixlane-publication");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, KafkaAccess.ONE_ANSWER_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MessageLimit.MOST_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Readers believe signed images and fleet records alone; events are chained, and sealed by
     * checkpoints.
     */
    private ProducerRecord<String, byte[]> message(String topic, StoredMessage stored) {
        var message = new ProducerRecord<>(topic, stored.key(), stored.json().getBytes(UTF_8));
        CloudEventHeaders.add(message.headers(), stored);
        if (!topic.equals(Topics.EVENTS)) {
            signer.sign(topic, stored.key().getBytes(UTF_8), message.value(), message.headers());
        }
        return message;
    }

    private static TopicIds ids(Map<String, String> topics) {
        return new TopicIds(
                Objects.requireNonNull(topics.get(Topics.EVENTS)),
                Objects.requireNonNull(topics.get(Topics.IMAGES)),
                Objects.requireNonNull(topics.get(Topics.FLEET)));
    }
}
