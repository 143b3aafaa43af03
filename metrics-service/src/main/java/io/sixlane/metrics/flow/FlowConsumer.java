package io.sixlane.metrics.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.metrics.intake.Halves;
import io.sixlane.metrics.intake.RefusedRecords;
import io.sixlane.metrics.intake.RefusedRecords.Place;
import io.sixlane.topics.KnownSigners;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
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

    private final FlowTable table;
    private final RefusedRecords refusals;
    private final KnownSigners signers;
    private final Counter stored;
    private final Counter refused;

    /** A record and its content. */
    private record Admitted(ConsumerRecord<String, byte[]> record, FlowRecord flow) {}

    FlowConsumer(
            FlowTable table, RefusedRecords refusals, KnownSigners signers, MeterRegistry meters) {
        this.table = table;
        this.refusals = refusals;
        this.signers = signers;
        stored = meters.counter(STORED);
        refused = meters.counter(REFUSED);
    }

    @KafkaListener(
            id = ID,
            groupId = "metrics-flows",
            topics = Topics.RELAY_FLOWS,
            batch = "true",
            autoStartup = "false")
    void onFlows(List<ConsumerRecord<String, byte[]>> records) {
        try {
            take(records);
        } catch (Error e) { // would end the thread of the container
            throw new IllegalStateException("flows not stored", e);
        }
    }

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        // One statement may not touch a row twice: of each connection only the last record.
        var flows = new LinkedHashMap<String, Admitted>();
        for (var record : records) {
            try {
                var received = Instant.ofEpochMilli(record.timestamp());
                var flow = FlowIntake.read(record.value(), received);
                if (!signers.signedText(flow.relayId(), record)) {
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

    private void store(List<Admitted> flows) {
        Halves.store(
                flows,
                some -> {
                    table.store(some.stream().map(Admitted::flow).toList());
                    stored.increment(some.size());
                },
                (one, cause) -> refuse(one.record(), cause));
    }

    private void refuse(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
        refusals.setAside(
                new Place(record.topic(), record.partition(), record.offset()),
                record.value(),
                String.valueOf(cause.getMessage()));
        refused.increment();
    }
}
