package io.sixlane.relay.fleet;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.kafka.RelayConsumers;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.SupervisedThread;
import io.sixlane.topics.TopicPositions;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads the heartbeats of all relays, from the end of the topic. */
@Component
final class HeartbeatConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HeartbeatConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** The topic carries more than heartbeats: it is read twice a second, not record by record. */
    private static final int GATHER_MILLIS = 500;

    private static final int GATHER_BYTES = 256 << 10;

    private final RelayProperties properties;
    private final LiveRelays relays;
    private final KnownSigners signers;
    private final SupervisedThread thread =
            new SupervisedThread("relay-fleet", RETRY, this::follow);
    private volatile boolean started;

    HeartbeatConsumer(RelayProperties properties, LiveRelays relays) {
        this.properties = properties;
        this.relays = relays;
        this.signers = properties.kafka().signers();
    }

    @Override
    public void start() {
        started = true;
        thread.start();
    }

    @Override
    public void stop() {
        started = false;
        thread.end(Duration.ofSeconds(2));
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 4;
    }

    /** Returns at once while the topic does not exist, as on an empty Kafka. */
    private void follow() {
        try (var consumer =
                RelayConsumers.open(
                        properties,
                        "-fleet",
                        Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "latest",
                                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                                GATHER_BYTES,
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                GATHER_MILLIS))) {
            var partitions = TopicPositions.partitions(consumer, Topics.RELAY_STATUS);
            if (partitions.isEmpty()) {
                return;
            }
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            thread.succeeded();
            var receivedNanos = System.nanoTime();
            while (thread.isRunning()) {
                var records = consumer.poll(POLL);
                for (var record : records) {
                    receive(record);
                }
                if (!records.isEmpty()) {
                    receivedNanos = System.nanoTime();
                }
                // This relay's own heartbeat is among them: none at all means that Kafka is away.
                if (System.nanoTime() - receivedNanos < LiveRelays.SILENCE.toNanos() / 2) {
                    relays.expire(System.nanoTime());
                }
            }
        }
    }

    /** Skips a record that it cannot read, whatever the reason. */
    private void receive(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null
                    && ConfigurationJson.read(record.value(), RelayStatus.class)
                            instanceof Heartbeat heartbeat
                    && signers.signed(heartbeat.relayId(), record)) {
                relays.received(heartbeat, System.nanoTime());
            }
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("cause", e.getMessage()).log("status not read");
        }
    }
}
