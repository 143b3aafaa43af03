package io.sixlane.provisioning.relaystatus;

import static java.util.Map.entry;

import io.sixlane.configuration.log.Topics;
import io.sixlane.provisioning.worker.Worker;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores the statuses of relays, each record by one instance of this service. Offsets are committed
 * after the transaction; a status that is stored twice changes nothing. Runs on a thread of its
 * own, which may block.
 */
@Component
final class RelayStatusConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RelayStatusConsumer.class);
    private static final String GROUP = "provisioning-relay-status";
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Relays apply a change at nearly the same time: their statuses are stored together. */
    private static final Duration GATHER = Duration.ofMillis(3);

    private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * After this Kafka gives the topic of an instance that was killed to the next one: less than
     * the silence after which relays count as dead, and the least that brokers allow (source:
     * group.min.session.timeout.ms of Kafka).
     */
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;

    private final RelayStatusProperties properties;
    private final StatusStore store;
    private final RefusedStatusRepository refused;
    private final StatusOffsetRepository offsets;
    private final Worker worker = new Worker("relay-status", this::run);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean started;

    /** Logs an outage once. */
    private boolean failing;

    RelayStatusConsumer(
            RelayStatusProperties properties,
            StatusStore store,
            RefusedStatusRepository refused,
            StatusOffsetRepository offsets) {
        this.properties = properties;
        this.store = store;
        this.refused = refused;
        this.offsets = offsets;
    }

    @Override
    public void start() {
        started = true;
        worker.start();
    }

    /** Returns when the thread has ended, after at most 5 s. */
    @Override
    public void stop() {
        started = false;
        worker.end(
                () -> {
                    var reading = consumer;
                    if (reading != null) {
                        reading.wakeup();
                    }
                });
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    private void run() throws InterruptedException {
        while (worker.isRunning()) {
            try {
                createTopic();
                follow();
            } catch (WakeupException _) {
                log.debug("stops reading");
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void createTopic() throws InterruptedException {
        try (var guard =
                TopicGuard.open(
                        properties.bootstrapServers(),
                        PATIENCE,
                        List.of(TopicLayout.RELAY_STATUS))) {
            var _ = guard.ensure();
        }
    }

    private void follow() throws InterruptedException {
        try (var reading =
                new KafkaConsumer<>(
                        settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = reading;
            reading.subscribe(List.of(Topics.RELAY_STATUS), new OffsetRewind(offsets, reading));
            while (worker.isRunning()) {
                var messages = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                reading.poll(POLL).forEach(messages::add);
                if (!messages.isEmpty()) {
                    reading.poll(GATHER).forEach(messages::add);
                    if (saved(messages)) {
                        reading.commitAsync();
                    }
                }
            }
        } finally {
            consumer = null;
        }
    }

    /** Tried until it works; false when this ends first. */
    private boolean saved(List<ConsumerRecord<byte[], byte[]>> messages)
            throws InterruptedException {
        var statuses = new ArrayList<StatusMessage>();
        var unread = new ArrayList<Mono<Void>>();
        for (var message : messages) {
            try {
                statuses.add(new StatusMessage(message, StatusIntake.read(message.value())));
            } catch (RuntimeException e) {
                unread.add(refused.putAside(message, e));
            }
        }
        var saving =
                store.save(statuses).thenMany(Flux.concat(unread)).then(offsets.noted(messages));
        while (worker.isRunning()) {
            try {
                saving.toFuture().get(SAVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                failing = false;
                return true;
            } catch (ExecutionException | TimeoutException e) {
                failed(e);
            }
        }
        return false;
    }

    private void failed(Exception e) throws InterruptedException {
        if (!failing) {
            failing = true;
            log.atWarn().setCause(e).log("cannot store relay statuses, will retry");
        }
        worker.pause(PAUSE);
    }

    Map<String, Object> settings() {
        return Map.ofEntries(
                entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers()),
                entry(ConsumerConfig.GROUP_ID_CONFIG, GROUP),
                entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS),
                entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MILLIS / 3),
                entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batch()),
                entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000),
                entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000),
                entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000));
    }
}
