package io.sixlane.metrics.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.metrics.intake.RefusedRecords;
import io.sixlane.metrics.intake.RefusedRecords.Place;
import io.sixlane.metrics.intake.StorageFailure;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.TopicWatch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Flow records from Kafka into the table, a batch at a time. A batch that could not be stored comes
 * again; a record that can never be stored is counted and set aside.
 */
@Component
class FlowConsumer {
    static final String ID = "flows";

    /** Flow records stored; one of an open connection and its last one are two. */
    static final String STORED = "sixlane.metrics.flows.stored";

    /** Records that cannot be stored. */
    static final String REFUSED = "sixlane.metrics.flows.refused";

    private static final Logger LOG = LoggerFactory.getLogger(FlowConsumer.class);

    private final FlowTable table;
    private final RefusedRecords refusals;
    private final KafkaListenerEndpointRegistry containers;
    private final TopicWatch topics;
    private final KnownSigners signers;
    private final Counter stored;
    private final Counter refused;

    /** A record and its content. */
    private record Admitted(ConsumerRecord<String, byte[]> record, FlowRecord flow) {}

    FlowConsumer(
            FlowTable table,
            RefusedRecords refusals,
            KafkaListenerEndpointRegistry containers,
            TopicWatch topics,
            KnownSigners signers,
            MeterRegistry meters) {
        this.table = table;
        this.refusals = refusals;
        this.containers = containers;
        this.topics = topics;
        this.signers = signers;
        stored = meters.counter(STORED);
        refused = meters.counter(REFUSED);
    }

    /** Starts the consumer once the topic exists, and again whenever it has stopped. */
    @Scheduled(fixedDelay = 2_000)
    void start() {
        var container = containers.getListenerContainer(ID);
        if (container == null || container.isRunning() || !topics.areThere()) {
            return;
        }
        try {
            container.start();
            LOG.info("flows are read");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("cannot read flows, will retry");
        }
    }

    /** Whether flows are read, or Kafka was never there. */
    boolean isAlive() {
        var container = containers.getListenerContainer(ID);
        return !topics.areThere() || (container != null && container.isRunning());
    }

    @KafkaListener(
            id = ID,
            idIsGroup = false,
            topics = Topics.RELAY_FLOWS,
            batch = "true",
            autoStartup = "false")
    void onFlows(List<ConsumerRecord<String, byte[]>> records) {
        // One statement may not touch a row twice: of each connection only the last record.
        var flows = new LinkedHashMap<String, Admitted>();
        for (var record : records) {
            try {
                var received = Instant.ofEpochMilli(record.timestamp());
                var flow = FlowIntake.read(record.value(), received);
                if (!isSigned(record, flow)) {
                    continue;
                }
                var held = flows.get(flow.connectionId());
                if (held == null || held.flow().closedAt() == null) {
                    flows.put(flow.connectionId(), new Admitted(record, flow));
                }
            } catch (RuntimeException e) {
                refuse(record, e);
            }
        }
        store(List.copyOf(flows.values()));
    }

    private boolean isSigned(ConsumerRecord<String, byte[]> record, FlowRecord flow) {
        return signers.signed(
                flow.relayId(),
                record.topic(),
                record.key() == null ? null : record.key().getBytes(UTF_8),
                record.value(),
                record.headers());
    }

    /**
     * Stores in halves when PostgreSQL refuses: finds one bad record among n in about 2 log n
     * attempts.
     */
    private void store(List<Admitted> flows) {
        if (flows.isEmpty()) {
            return;
        }
        try {
            table.store(flows.stream().map(Admitted::flow).toList());
            stored.increment(flows.size());
        } catch (RuntimeException e) {
            if (!StorageFailure.isFaultOfData(e)) {
                throw e;
            }
            if (flows.size() == 1) {
                refuse(flows.getFirst().record(), e);
                return;
            }
            var half = flows.size() / 2;
            store(flows.subList(0, half));
            store(flows.subList(half, flows.size()));
        }
    }

    private void refuse(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
        refusals.setAside(
                new Place(record.topic(), record.partition(), record.offset()),
                record.value(),
                String.valueOf(cause.getMessage()));
        refused.increment();
    }
}
