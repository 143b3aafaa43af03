package io.sixlane.metrics.flow;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.RecordFields;
import io.sixlane.metrics.intake.RelayClock;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads flow records, and refuses those that cannot be stored. */
final class FlowIntake {
    private static final Pattern CONNECTION_ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MOST_PORT = 65_535;
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private FlowIntake() {}

    /**
     * @param received by the broker's clock
     * @throws IllegalArgumentException if it is refused
     */
    static FlowRecord read(byte @Nullable [] json, Instant received) {
        if (json == null) {
            throw new IllegalArgumentException("a flow record is not empty");
        }
        var flow = ConfigurationJson.read(json, FlowRecord.class);
        RecordFields.json(json, () -> ConfigurationJson.write(flow));
        check(flow);
        times(flow, received);
        return flow;
    }

    private static void check(FlowRecord flow) {
        if (!CONNECTION_ID.matcher(flow.connectionId()).matches()) {
            throw new IllegalArgumentException("connectionId must be 32 hexadecimal digits");
        }
        RecordFields.name("relayId", flow.relayId());
        RecordFields.name("region", flow.region());
        RecordFields.name("account", flow.account());
        RecordFields.count("revision", flow.revision());
        endpoint("client", flow.clientAddress(), flow.clientPort());
        endpoint("accelerated", flow.acceleratedAddress(), flow.acceleratedPort());
        var reached = flow.reached();
        if (reached != null) {
            RecordFields.name("endpointGroupRegion", reached.endpointGroupRegion());
            endpoint("endpoint", reached.endpointAddress(), reached.endpointPort());
            endpoint("outgoing", reached.outgoingAddress(), reached.outgoingPort());
            RecordFields.way(reached.way());
        }
        if (flow.closeCause() != null) {
            RecordFields.name("closeCause", flow.closeCause());
        }
        RecordFields.bytes("bytesIn", flow.bytesIn());
        RecordFields.bytes("bytesOut", flow.bytesOut());
        RecordFields.count("connectMicros", Objects.requireNonNullElse(flow.connectMicros(), 0L));
        RecordFields.count(
                "firstByteMicros", Objects.requireNonNullElse(flow.firstByteMicros(), 0L));
    }

    /** The newest moment is judged: a connection may have been open for weeks. */
    private static void times(FlowRecord flow, Instant received) {
        var newest = Objects.requireNonNullElse(flow.closedAt(), flow.openedAt());
        RelayClock.check(
                flow.closedAt() == null ? "openedAt" : "closedAt",
                newest,
                received,
                flow.relayId());
        if (flow.openedAt().isBefore(EARLIEST) || flow.openedAt().isAfter(newest)) {
            throw new IllegalArgumentException(
                    "openedAt must be %s to %s, was %s"
                            .formatted(EARLIEST, newest, flow.openedAt()));
        }
    }

    /** An address without a name, which would be looked up, and without a zone. */
    private static void endpoint(String field, String address, int port) {
        if (address.indexOf('%') >= 0) {
            throw new IllegalArgumentException(field + " address has a zone");
        }
        var _ = InetAddress.ofLiteral(address);
        RecordFields.range(field + " port", port, MOST_PORT);
    }
}
