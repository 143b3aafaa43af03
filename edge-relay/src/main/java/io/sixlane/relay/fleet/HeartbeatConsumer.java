package io.sixlane.relay.fleet;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.publication.RelayPublisher;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads the heartbeats of all relays from now on. */
@Component
final class HeartbeatConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HeartbeatConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int RETRY_SECONDS = 2;

    /** The topic also says what others applied: it is read twice a second, not at each word. */
    private static final int GATHER_MILLIS = 500;

    private static final int GATHER_BYTES = 256 << 10;

    private final RelayProperties properties;
    private final LiveRelays relays;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean running;

    HeartbeatConsumer(RelayProperties properties, LiveRelays relays) {
        this.properties = properties;
        this.relays = relays;
        this.thread = Thread.ofPlatform().name("relay-fleet").daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 4;
    }

    private void run() {
        try {
            do {
                try {
                    follow();
                } catch (KafkaException e) {
                    // The consumer of images says that Kafka is away; the known fleet stands.
                    log.debug("heartbeats not read", e);
                }
            } while (!stopped.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (var consumer =
                new KafkaConsumer<>(
                        settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(Topics.RELAY_STATUS).stream()
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            var heardNanos = System.nanoTime();
            while (running) {
                var records = consumer.poll(POLL);
                for (var record : records) {
                    heard(record.value());
                }
                if (!records.isEmpty()) {
                    heardNanos = System.nanoTime();
                }
                // This relay's own heartbeat is among them: none at all means that Kafka is away.
                if (System.nanoTime() - heardNanos < LiveRelays.SILENCE.toNanos() / 2) {
                    relays.expire(System.nanoTime());
                }
            }
        }
    }

    private void heard(byte[] value) {
        try {
            if (ConfigurationJson.read(value, RelayStatus.class) instanceof Heartbeat heartbeat) {
                relays.heard(heartbeat, System.nanoTime());
            }
        } catch (IllegalArgumentException e) {
            log.atDebug().addKeyValue("cause", e.getMessage()).log("status not read");
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                properties.kafkaBootstrapServers(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                properties.id() + "-fleet",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                GATHER_BYTES,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                GATHER_MILLIS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000);
    }
}
