package io.sixlane.provisioning.relaystatus;

import static java.util.Map.entry;

import io.sixlane.configuration.log.Topics;
import io.sixlane.provisioning.worker.TopicReader;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
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
    private static final String GROUP = "provisioning-relay-status";
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Relays apply a change at nearly the same time: their statuses are stored together. */
    private static final Duration GATHER = Duration.ofMillis(3);

    private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * Time after which Kafka assigns a killed instance's topic to another one: less than the
     * silence after which relays count as dead, and the least that brokers allow (source:
     * group.min.session.timeout.ms of Kafka).
     */
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;

    private final RelayStatusProperties properties;
    private final StatusStore store;
    private final RefusedStatusRepository refused;
    private final StatusOffsetRepository offsets;
    private final KnownSigners signers;
    private final TopicReader reader;

    RelayStatusConsumer(
            RelayStatusProperties properties,
            StatusStore store,
            RefusedStatusRepository refused,
            StatusOffsetRepository offsets) {
        this.properties = properties;
        this.store = store;
        this.refused = refused;
        this.offsets = offsets;
        this.signers = properties.kafka().signers();
        this.reader =
                new TopicReader(
                        "relay-status",
                        TopicLayout.RELAY_STATUS,
                        properties.kafka(),
                        settings(),
                        PAUSE,
                        this::follow);
    }

    @Override
    public void start() {
        reader.start();
    }

    /** Returns when the thread has ended, after at most 5 s. */
    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public boolean isRunning() {
        return reader.isStarted();
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        consumer.subscribe(List.of(Topics.RELAY_STATUS), new OffsetRewind(offsets, consumer));
        while (reader.isRunning()) {
            var messages = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            consumer.poll(POLL).forEach(messages::add);
            if (!messages.isEmpty()) {
                consumer.poll(GATHER).forEach(messages::add);
                if (saved(messages)) {
                    consumer.commitAsync();
                }
            }
        }
    }

    /** Retries until the statuses are stored; false when the reader is stopped before. */
    private boolean saved(List<ConsumerRecord<byte[], byte[]>> messages)
            throws InterruptedException {
        var statuses = new ArrayList<StatusMessage>();
        var unread = new ArrayList<Mono<Void>>();
        for (var message : messages) {
            try {
                var status = StatusIntake.read(message.value());
                if (signers.signed(status.relayId(), message)) {
                    statuses.add(new StatusMessage(message, status));
                }
            } catch (RuntimeException e) {
                unread.add(refused.putAside(message, e));
            }
        }
        var saving =
                store.save(statuses).thenMany(Flux.concat(unread)).then(offsets.noted(messages));
        while (reader.isRunning()) {
            try {
                saving.toFuture().get(SAVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                reader.succeeded();
                return true;
            } catch (ExecutionException | TimeoutException e) {
                reader.failed(e);
            }
        }
        return false;
    }

    Map<String, Object> settings() {
        return Map.ofEntries(
                entry(ConsumerConfig.GROUP_ID_CONFIG, GROUP),
                entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS),
                entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MILLIS / 3),
                entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batch()),
                entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000),
                entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, KafkaAccess.ONE_ANSWER_MILLIS),
                entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000),
                entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000));
    }
}
