package io.sixlane.provisioning.route;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.provisioning.worker.Worker;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads all links and routes, without a consumer group. Runs on a thread of its own. */
@Component
final class LinkConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LinkConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final LinkBoard board;
    private final Worker worker = new Worker("links", this::run);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean started;

    /** Logs an outage once. */
    private boolean failing;

    LinkConsumer(
            @Value("${sixlane.relay-status.bootstrap-servers}") String bootstrapServers,
            LinkBoard board) {
        this.bootstrapServers = bootstrapServers;
        this.board = board;
    }

    @Override
    public void start() {
        started = true;
        worker.start();
    }

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
                if (!failing) {
                    failing = true;
                    log.atWarn().setCause(e).log("cannot read links, will retry");
                }
                worker.pause(PAUSE);
            }
        }
    }

    private void createTopic() throws InterruptedException {
        try (var guard =
                TopicGuard.open(bootstrapServers, PATIENCE, List.of(TopicLayout.RELAY_LINKS))) {
            var _ = guard.ensure();
        }
    }

    private void follow() {
        try (var reading =
                new KafkaConsumer<>(
                        settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = reading;
            var partitions =
                    reading.partitionsFor(Topics.RELAY_LINKS).stream()
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            reading.assign(partitions);
            seekBack(reading, partitions);
            failing = false;
            while (worker.isRunning()) {
                reading.poll(POLL).forEach(record -> receive(record.value()));
                board.expire(System.nanoTime());
            }
        } finally {
            consumer = null;
        }
    }

    /** To what still counts by the clock of this host; if that is wrong, more follows soon. */
    private static void seekBack(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        var since = System.currentTimeMillis() - LinkBoard.MOST_AGE.toMillis();
        consumer.seekToEnd(partitions);
        consumer.offsetsForTimes(
                        partitions.stream().collect(Collectors.toMap(part -> part, _ -> since)))
                .forEach(
                        (partition, found) -> {
                            if (found != null) {
                                consumer.seek(partition, found.offset());
                            }
                        });
    }

    /** Relays of another version may publish what this one does not know. */
    private void receive(byte @Nullable [] value) {
        try {
            if (value != null) {
                board.received(ConfigurationJson.read(value, LinkMessage.class), System.nanoTime());
            }
        } catch (RuntimeException | StackOverflowError e) {
            log.atDebug().addKeyValue("cause", e.getMessage()).log("link message not read");
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000);
    }
}
