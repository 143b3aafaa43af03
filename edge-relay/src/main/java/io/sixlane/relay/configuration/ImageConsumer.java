package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.log.Topics;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.fleet.RelayPools;
import io.sixlane.relay.kafka.RelayConsumers;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.listener.ListenerReconciler;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.route.Routes;
import io.sixlane.relay.status.AppliedRevisions;
import io.sixlane.relay.status.ServedImage;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.SupervisedThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the images topic from its beginning, without a consumer group: every relay reads all of it,
 * and its image is its position. It reads while the rest of the relay starts, and serves nothing
 * before its turn.
 */
@Component
final class ImageConsumer implements SmartLifecycle, InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ImageConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration SAVING_AT_END = Duration.ofSeconds(5);

    /** Bytes of a partition; each fetch is checked and decoded while the next one comes. */
    private static final int FETCHED_AT_ONCE = 8 << 20;

    /** Kafka answers at once when a record comes: a thousand idle relays ask it less often. */
    private static final int IDLE_MILLIS = 2_000;

    /** Source: W3C Trace Context, 3.2. */
    private static final String TRACEPARENT = "traceparent";

    private final RelayProperties properties;
    private final ListenerReconciler reconciler;
    private final ServedImage served;
    private final AppliedRevisions applied;
    private final RelayMeters meters;
    private final Routes routes;
    private final RelayPools pools;
    private final ImageOnDisk onDisk;
    private final KnownSigners signers;
    private final SupervisedThread thread = new SupervisedThread("relay-images", RETRY, this::read);
    private final CountDownLatch turn = new CountDownLatch(1);
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
            Routes routes,
            RelayPools pools,
            ImageOnDisk onDisk) {
        this.onDisk = onDisk;
        this.properties = properties;
        this.pools = pools;
        this.meters = meters;
        this.routes = routes;
        this.applied = applied;
        this.reconciler = reconciler;
        this.served = served;
        this.signers = properties.kafka().signers();
        var asking =
                new FutureTask<>(
                        () -> RelayTopics.ensure(properties.kafka(), properties.kafkaPatience()));
        this.firstAsked = asking;
        Thread.ofPlatform().name("relay-images-ask").daemon().start(asking);
    }

    @Override
    public void afterPropertiesSet() {
        saver = new ImageSaver(onDisk.store(), SAVING_AT_END);
        thread.start();
    }

    @Override
    public void start() {
        started = true;
        turn.countDown();
    }

    @Override
    public void stop() {
        destroy();
    }

    /** Also after a start that failed. */
    @Override
    public void destroy() {
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

    /** Creates the loader on first use: the image on disk is read while Kafka is asked. */
    private ConfigurationLoader loader() {
        var made = loader;
        if (made == null) {
            var before = onDisk.await();
            before.ifPresent(reconciler::recall);
            made =
                    new ConfigurationLoader(
                            before,
                            onDisk.store().topic(),
                            this::serve,
                            served,
                            Objects.requireNonNull(saver, "not started"),
                            this::onUnread);
            loader = made;
        }
        return made;
    }

    /**
     * Waits for its turn, and for the addresses of this relay at first, or it would report that it
     * has none.
     */
    private void serve(ConfigurationImage image) {
        try {
            turn.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        pools.await(properties.kafkaPatience());
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
                                5_000,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                FETCHED_AT_ONCE,
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                IDLE_MILLIS))) {
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
                signed(records, loader).forEach(signed -> onRecord(signed, loader));
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
            for (var signed : signed(batch, loader)) {
                var _ = signed.handTo(loader);
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
     * A record that the control plane signed, or that need not be signed.
     *
     * @param isHeld whether it changes nothing
     * @param decoded null of a tombstone, and of one that changes nothing
     */
    private record Signed(
            ConsumerRecord<byte[], byte[]> message,
            boolean isHeld,
            @Nullable DecodedRecord decoded) {
        @Nullable AcceleratorRecord handTo(ConfigurationLoader loader) {
            if (isHeld) {
                loader.onIgnored(message.key());
                return null;
            }
            return loader.onRecord(message.key(), message.value(), decoded);
        }
    }

    /**
     * Records that the control plane signed, in their order; checked and decoded on all processors,
     * since a relay with an empty disk waits for nothing longer. One that changes nothing needs no
     * signature, nor does a tombstone.
     */
    private List<Signed> signed(
            ConsumerRecords<byte[], byte[]> records, ConfigurationLoader loader) {
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>(records.count());
        records.forEach(all::add);
        var checked = all.parallelStream().map(record -> decodedIfSigned(record, loader)).toList();
        var signed = new ArrayList<Signed>(all.size());
        for (var number = 0; number < all.size(); number++) {
            var found = checked.get(number);
            if (found.isPresent()) {
                signed.add(found.get());
            } else {
                loader.onIgnored(all.get(number).key());
            }
        }
        return signed;
    }

    private Optional<Signed> decodedIfSigned(
            ConsumerRecord<byte[], byte[]> record, ConfigurationLoader loader) {
        var value = record.value();
        if (value == null || loader.holds(record.key(), value)) {
            return Optional.of(new Signed(record, value != null, null));
        }
        return signers.signed(KnownSigners.CONTROL_PLANE, record)
                ? Optional.of(new Signed(record, false, DecodedRecord.of(value)))
                : Optional.empty();
    }

    /** Counts the record, and reports a failure in the status of its accelerator. */
    private void onUnread(UnreadRecord record) {
        meters.recordNotUnderstood();
        if (record.concerns(properties.region())) {
            applied.notUnderstood(record.id(), record.revision(), record.reason(), record.held());
        }
    }

    /** Keeps the trace of the change, which the status carries back. */
    private void onRecord(Signed signed, ConfigurationLoader loader) {
        var record = signed.handTo(loader);
        var traceparent = signed.message().headers().lastHeader(TRACEPARENT);
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
            var cause = failure.getCause();
            log.atWarn()
                    .addKeyValue(
                            "cause",
                            cause == null || cause.getMessage() == null
                                    ? failure.getMessage()
                                    : cause.getMessage())
                    .log("Kafka does not answer, will retry every second");
        }
        away = true;
    }
}
