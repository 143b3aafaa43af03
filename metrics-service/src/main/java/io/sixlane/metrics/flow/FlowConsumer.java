package io.sixlane.metrics.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.topics.TopicWatch;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Flow records from Kafka into the table, a batch at a time. A batch that could not be stored comes
 * again; a record that cannot be stored ever is counted, logged and left out.
 */
@Component
class FlowConsumer {
    static final String ID = "flows";

    /** Flow records stored; one of an open connection and its last one are two. */
    static final String STORED = "sixlane.metrics.flows.stored";

    /** Records that are none. */
    static final String REFUSED = "sixlane.metrics.flows.refused";

    private static final int LONGEST_NAME = 200;
    private static final Logger LOG = LoggerFactory.getLogger(FlowConsumer.class);

    private final FlowTable table;
    private final KafkaListenerEndpointRegistry containers;
    private final TopicWatch topics;
    private final Counter stored;
    private final Counter refused;

    FlowConsumer(
            FlowTable table,
            KafkaListenerEndpointRegistry containers,
            TopicWatch topics,
            MeterRegistry meters) {
        this.table = table;
        this.containers = containers;
        this.topics = topics;
        stored = meters.counter(STORED);
        refused = meters.counter(REFUSED);
    }

    /** Once the broker answers and the topic is there. */
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
            LOG.atWarn().setCause(e).log("flows cannot be read yet");
        }
    }

    @KafkaListener(id = ID, topics = Topics.RELAY_FLOWS, batch = "true", autoStartup = "false")
    void onFlows(List<ConsumerRecord<String, byte[]>> records) {
        // One statement may not touch a row twice: of each connection only the last record.
        var flows = new LinkedHashMap<String, FlowRecord>();
        for (var record : records) {
            var flow = admit(record.value());
            if (flow != null) {
                var held = flows.get(flow.connectionId());
                if (held == null || held.closedAt() == null) {
                    flows.put(flow.connectionId(), flow);
                }
            }
        }
        if (!flows.isEmpty()) {
            table.store(List.copyOf(flows.values()));
            stored.increment(flows.size());
        }
    }

    private @Nullable FlowRecord admit(byte @Nullable [] json) {
        try {
            if (json == null) {
                throw new IllegalArgumentException("a flow record is not empty");
            }
            var flow = ConfigurationJson.read(json, FlowRecord.class);
            check(flow);
            return flow;
        } catch (IllegalArgumentException e) {
            refused.increment();
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("flow record refused");
            return null;
        }
    }

    /** What PostgreSQL would refuse, and with it the whole batch. */
    private static void check(FlowRecord flow) {
        if (!flow.connectionId().matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(
                    "connectionId must be 32 hexadecimal digits, was " + flow.connectionId());
        }
        name(flow.relayId());
        name(flow.region());
        name(flow.account());
        address(flow.clientAddress());
        address(flow.acceleratedAddress());
        var reached = flow.reached();
        if (reached != null) {
            name(reached.endpointGroupRegion());
            address(reached.endpointAddress());
            address(reached.outgoingAddress());
        }
        if (flow.closeCause() != null) {
            name(flow.closeCause());
        }
    }

    private static void name(String value) {
        if (value.length() > LONGEST_NAME || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a name must be at most %s characters".formatted(LONGEST_NAME));
        }
    }

    /** No name, no zone: never looked up. */
    private static void address(String value) {
        if (value.indexOf('%') >= 0) {
            throw new IllegalArgumentException("an address has no zone, was " + value);
        }
        var _ = InetAddress.ofLiteral(value);
    }
}
