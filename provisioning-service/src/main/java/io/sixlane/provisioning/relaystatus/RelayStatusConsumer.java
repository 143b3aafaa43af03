package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Notes what relays say, each record by one instance of this service. Offsets are committed after
 * the database has it; what is saved twice changes nothing. Has a thread of its own, which may
 * block.
 */
@Component
final class RelayStatusConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RelayStatusConsumer.class);
    private static final String GROUP = "provisioning-relay-status";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RelayStatusProperties properties;
    private final RelayStatusViewRepository repository;
    private final EndpointHealthViewRepository healths;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean running;

    /** So that an outage is said once. */
    private boolean failing;

    RelayStatusConsumer(
            RelayStatusProperties properties,
            RelayStatusViewRepository repository,
            EndpointHealthViewRepository healths) {
        this.properties = properties;
        this.repository = repository;
        this.healths = healths;
        this.thread = Thread.ofPlatform().name("relay-status").daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    /** Returns when the thread has ended, after at most 5 s. */
    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                try {
                    StatusTopic.ensure(properties.bootstrapServers());
                    follow();
                } catch (WakeupException _) {
                    log.debug("stops reading");
                } catch (KafkaException | ExecutionException | TimeoutException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        try (var reading =
                new KafkaConsumer<>(
                        settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = reading;
            reading.subscribe(List.of(Topics.RELAY_STATUS));
            while (running) {
                var records = reading.poll(POLL);
                if (!records.isEmpty() && saved(records)) {
                    reading.commitAsync();
                }
            }
        } finally {
            consumer = null;
        }
    }

    /** Tried until it works; false when this ends first. */
    private boolean saved(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        var statuses = new ArrayList<RelayStatus>();
        records.forEach(record -> read(record, statuses));
        while (running) {
            try {
                repository
                        .save(statuses)
                        .then(healths.save(statuses))
                        .toFuture()
                        .get(SAVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                failing = false;
                return true;
            } catch (ExecutionException | TimeoutException e) {
                failed(e);
            }
        }
        return false;
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, List<RelayStatus> statuses) {
        try {
            statuses.add(ConfigurationJson.read(record.value(), RelayStatus.class));
        } catch (IllegalArgumentException e) {
            log.atError()
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", e.getMessage())
                    .log("status not understood, skipped");
        }
    }

    private void failed(Exception e) throws InterruptedException {
        if (!failing) {
            failing = true;
            log.atWarn().setCause(e).log("what relays say is not noted, tried until it works");
        }
        var ended = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        log.atTrace().addKeyValue("ended", ended).log("paused");
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                properties.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                properties.batch(),
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                5_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000);
    }
}
