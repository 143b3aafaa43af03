package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.log.Topics;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.kafka.ReadingThread;
import io.sixlane.relay.kafka.RelayConsumers;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.listener.ListenerReconciler;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.route.Routes;
import io.sixlane.relay.status.AppliedRevisions;
import io.sixlane.relay.status.ServedImage;
import io.sixlane.topics.KnownSigners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the images topic from its beginning, without a consumer group: every relay reads all of it,
 * and its image is its position.
 */
@Component
final class ImageConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ImageConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration SAVING_AT_END = Duration.ofSeconds(5);

    /** Source: W3C Trace Context, 3.2. */
    private static final String TRACEPARENT = "traceparent";

    private final RelayProperties properties;
    private final ListenerReconciler reconciler;
    private final ServedImage served;
    private final AppliedRevisions applied;
    private final RelayMeters meters;
    private final Routes routes;
    private final ImageStore store;
    private final KnownSigners signers;
    private final CompletableFuture<Optional<ConfigurationImage>> onDisk;
    private final ReadingThread thread = new ReadingThread("relay-images", RETRY, this::read);
    private @Nullable ImageSaver saver;
    private volatile boolean started;

    /** Creates the topics while the rest of the relay starts; null once it is asked for. */
    private @Nullable Future<String> firstAsked;

    /** Used by the consumer's thread alone. */
    private @Nullable ConfigurationLoader loader;

    /** Logs an outage once. */
    private boolean away;

    ImageConsumer(
            RelayProperties properties,
            ListenerReconciler reconciler,
            ServedImage served,
            AppliedRevisions applied,
            RelayMeters meters,
            Routes routes) {
        this.properties = properties;
        this.meters = meters;
        this.routes = routes;
        this.applied = applied;
        this.reconciler = reconciler;
        this.served = served;
        this.signers = properties.kafka().signers();
        this.store = new ImageStore(properties.stateFolder());
        // Read while the rest of the relay starts.
        this.onDisk = CompletableFuture.supplyAsync(store::load).exceptionally(this::noImage);
        var asking =
                new FutureTask<>(
                        () -> RelayTopics.ensure(properties.kafka(), properties.kafkaPatience()));
        this.firstAsked = asking;
        Thread.ofPlatform().name("relay-images-ask").daemon().start(asking);
    }

    @Override
    public void start() {
        started = true;
        saver = new ImageSaver(store, SAVING_AT_END);
        thread.start();
    }

    @Override
    public void stop() {
        started = false;
        thread.end(PATIENCE);
        if (saver != null) {
            saver.close();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Stops first: nothing is bound while the relay drains. */
    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 4;
    }

    /** Without Kafka the relay serves the image on disk. */
    private void read() throws InterruptedException {
        try {
            var topicId = ask();
            follow(loader(), topicId);
        } catch (KafkaException e) {
            if (thread.isRunning()) {
                logOutage(e);
                loader().kafkaIsAway();
            }
        } catch (RuntimeException | Error e) {
            loader().kafkaIsAway();
            throw e;
        }
    }

    /**
     * Returns when Kafka has answered.
     *
     * @return the id of the images topic
     * @throws KafkaException when it does not
     */
    private String ask() throws InterruptedException {
        var asked = firstAsked;
        if (asked == null) {
            return RelayTopics.ensure(properties.kafka(), properties.kafkaPatience());
        }
        firstAsked = null;
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure
                    ? failure
                    : new KafkaException("topics not made", e.getCause());
        }
    }

    /** Continues without the image on disk, since Kafka has all of it. */
    private Optional<ConfigurationImage> noImage(Throwable cause) {
        log.error("image on disk not read", cause);
        return Optional.empty();
    }

    /** Creates the loader on first use: the image on disk is read while Kafka is asked. */
    private ConfigurationLoader loader() {
        var made = loader;
        if (made == null) {
            var before = onDisk.join();
            before.ifPresent(reconciler::recall);
            made =
                    new ConfigurationLoader(
                            before,
                            store.topic(),
                            this::serve,
                            served,
                            Objects.requireNonNull(saver, "not started"),
                            this::onUnread);
            loader = made;
        }
        return made;
    }

    private void serve(ConfigurationImage image) {
        routes.configured(image);
        reconciler.reconcile(image);
    }

    private void follow(ConfigurationLoader loader, String topicId) throws InterruptedException {
        try (var consumer =
                RelayConsumers.open(
                        properties,
                        "",
                        Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                5_000))) {
            var partitions =
                    consumer.partitionsFor(Topics.IMAGES, properties.kafkaPatience()).stream()
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                throw new KafkaException("the images topic has no partitions yet");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions, properties.kafkaPatience());
            var beginnings = consumer.beginningOffsets(partitions, properties.kafkaPatience());
            // Compaction moves no beginning: where one moved, records were deleted.
            loader.beginCatchUp(topicId + " from " + beginnings.values());
            catchUp(consumer, ends, loader, topicId);
            while (thread.isRunning()) {
                var records = consumer.poll(POLL);
                signed(records, loader).forEach(record -> onRecord(record, loader));
                if (!records.isEmpty()) {
                    loader.apply();
                }
            }
        }
    }

    private void catchUp(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            ConfigurationLoader loader,
            String topicId)
            throws InterruptedException {
        var records = 0L;
        var progressNanos = System.nanoTime();
        while (thread.isRunning() && !reached(consumer, ends)) {
            var batch = consumer.poll(POLL);
            for (var record : signed(batch, loader)) {
                var _ = loader.onRecord(record.key(), record.value());
            }
            records += batch.count();
            if (!batch.isEmpty()) {
                progressNanos = System.nanoTime();
            } else if (System.nanoTime() - progressNanos > properties.kafkaPatience().toNanos()) {
                loader.kafkaIsAway();
            }
        }
        if (thread.isRunning()) {
            if (loader.wouldForget() && !topicId.equals(ask())) {
                throw new KafkaException("the images topic was created again while it was read");
            }
            loader.caughtUp();
            away = false;
            thread.succeeded();
            log.atInfo()
                    .addKeyValue("relay", properties.id())
                    .addKeyValue("records", records)
                    .log("caught up with the log");
        }
    }

    /**
     * Records that the control plane signed, in their order; checked on all processors, since a
     * check costs more than to read the record.
     */
    private List<ConsumerRecord<byte[], byte[]>> signed(
            ConsumerRecords<byte[], byte[]> records, ConfigurationLoader loader) {
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>(records.count());
        records.forEach(all::add);
        var checked =
                all.parallelStream()
                        .collect(Collectors.partitioningBy(record -> isSigned(record, loader)));
        checked.getOrDefault(false, List.of()).forEach(record -> loader.onUnsigned(record.key()));
        return checked.getOrDefault(true, List.of());
    }

    /** A record that changes nothing needs no signature, nor does a tombstone. */
    private boolean isSigned(ConsumerRecord<byte[], byte[]> record, ConfigurationLoader loader) {
        return record.value() == null
                || loader.holds(record.key(), record.value())
                || signers.signed(KnownSigners.CONTROL_PLANE, record);
    }

    /** Counts the record, and reports a failure in the status of its accelerator. */
    private void onUnread(UnreadRecord record) {
        meters.recordNotUnderstood();
        if (record.concerns(properties.region())) {
            applied.notUnderstood(record.id(), record.revision(), record.reason(), record.held());
        }
    }

    /** Keeps the trace of the change, which the status carries back. */
    private void onRecord(ConsumerRecord<byte[], byte[]> message, ConfigurationLoader loader) {
        var record = loader.onRecord(message.key(), message.value());
        var traceparent = message.headers().lastHeader(TRACEPARENT);
        if (record != null && traceparent != null) {
            applied.traced(record.id(), record.revision(), new String(traceparent.value(), UTF_8));
        }
    }

    private boolean reached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(
                        end ->
                                consumer.position(end.getKey(), properties.kafkaPatience())
                                        >= end.getValue());
    }

    private void logOutage(KafkaException failure) {
        if (!away) {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            log.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("Kafka does not answer, will retry every second");
        }
        away = true;
    }
}
