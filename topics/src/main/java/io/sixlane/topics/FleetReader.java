package io.sixlane.topics;

import io.sixlane.configuration.fleet.FleetImage;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the records of the fleet on a thread of its own, believes those of the control plane, and
 * shows the keys of relays that joined to {@link KnownSigners}. Any thread.
 */
public final class FleetReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FleetReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a signature waits for the first answer of Kafka. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private static final Map<String, Object> SETTINGS =
            Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    KafkaAccess.ONE_ANSWER_MILLIS,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    5_000,
                    ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    1_000);

    private final KafkaAccess kafka;
    private final KnownSigners signers;
    private final FleetFile file;
    private final KnownSigners.Source keys = this::signingKey;
    private final CountDownLatch whole = new CountDownLatch(1);
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final SupervisedThread thread =
            new SupervisedThread("fleet-reader", PAUSE, this::follow);
    private volatile FleetImage image;

    /** The first answer did not come in time: no later signature waits for it. */
    private volatile boolean late;

    /**
     * @param file what is known before Kafka answers
     */
    public FleetReader(KafkaAccess kafka, FleetFile file) {
        this.kafka = kafka;
        this.signers = kafka.signers();
        this.file = file;
        this.image = file.load();
        if (!image.equals(FleetImage.EMPTY)) {
            whole.countDown();
        }
    }

    public void start() {
        signers.learnFrom(keys);
        thread.start();
    }

    @Override
    public void close() {
        signers.forget(keys);
        thread.end(PATIENCE);
    }

    public FleetImage image() {
        return image;
    }

    /** Runs {@code observer} after each change, on the thread of this reader. */
    public void onChange(Runnable observer) {
        observers.add(observer);
    }

    /** Returns once the topic was read, now or in an earlier run, or after {@code atMost}. */
    public boolean await(Duration atMost) {
        try {
            return whole.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> signingKey(String relayId) {
        if (!late && !await(FIRST_ANSWER)) {
            late = true;
        }
        return image.member(relayId).map(member -> member.signingKey());
    }

    private void follow() throws InterruptedException {
        KafkaReach.of(kafka).check();
        try (var guard = TopicGuard.open(kafka, PATIENCE, List.of(TopicLayout.FLEET))) {
            guard.create();
        }
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.settings(SETTINGS),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions = TopicPositions.partitions(consumer, Topics.FLEET);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (thread.isRunning()) {
                receive(consumer.poll(POLL));
                thread.succeeded();
                if (whole.getCount() > 0 && reached(consumer, ends)) {
                    whole.countDown();
                }
            }
        }
    }

    private static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return !ends.isEmpty()
                && ends.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void receive(ConsumerRecords<byte[], byte[]> records) {
        var came = new ArrayList<FleetRecord>();
        for (var record : records) {
            read(record).ifPresent(came::add);
        }
        var next = image.with(came);
        if (!next.equals(image)) {
            image = next;
            file.save(next);
            observers.forEach(Runnable::run);
        }
    }

    /** Skips what the control plane did not sign, and kinds that only later versions know. */
    private Optional<FleetRecord> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() != null && signers.signed(KnownSigners.CONTROL_PLANE, record)
                    ? Optional.of(
                            ConfigurationJson.read(
                                    Objects.requireNonNull(record.value()), FleetRecord.class))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            log.atDebug().addKeyValue("cause", e.getMessage()).log("fleet record not read");
            return Optional.empty();
        }
    }
}
