package io.sixlane.relay.probe;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.AskedProbe;
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

/** Reads the requests for this relay that the control plane signed, from the end of the topic. */
@Component
final class ProbeConsumer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ProbeConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final RelayProperties properties;
    private final KnownSigners signers;
    private final ProbeRunner runner;
    private final SupervisedThread thread =
            new SupervisedThread("relay-probes", RETRY, this::follow);
    private volatile boolean started;

    ProbeConsumer(RelayProperties properties, ProbeRunner runner) {
        this.properties = properties;
        this.signers = properties.kafka().signers();
        this.runner = runner;
    }

    @Override
    public void start() {
        started = true;
        thread.start();
    }

    @Override
    public void stop() {
        started = false;
        thread.end(RETRY);
        runner.close();
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 2;
    }

    /** Returns at once while the topic does not exist, as on an empty Kafka. */
    private void follow() {
        try (var consumer =
                RelayConsumers.open(
                        properties,
                        "-probes",
                        Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"))) {
            var partitions = TopicPositions.partitions(consumer, Topics.PROBES);
            if (partitions.isEmpty()) {
                return;
            }
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            thread.succeeded();
            while (thread.isRunning()) {
                consumer.poll(POLL).forEach(this::receive);
            }
        }
    }

    /** Skips a record that it cannot read, whatever the reason. */
    private void receive(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                return;
            }
            var request = ConfigurationJson.read(record.value(), AskedProbe.class);
            if (request.relayId().equals(properties.id())
                    && signers.signed(KnownSigners.CONTROL_PLANE, record)) {
                runner.run(request);
            }
        } catch (RuntimeException | StackOverflowError e) {
            log.atDebug().addKeyValue("cause", e.getMessage()).log("probe request not read");
        }
    }
}
