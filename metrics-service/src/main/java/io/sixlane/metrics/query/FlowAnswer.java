package io.sixlane.metrics.query;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.relay.FlowRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections that fit a question, the newest first.
 *
 * @param complete false when there are more than are answered
 */
record FlowAnswer(List<Flow> flows, boolean complete) {
    FlowAnswer {
        flows = List.copyOf(flows);
    }

    /**
     * One connection or UDP session.
     *
     * @param status OPEN, or CLOSED
     * @param region the acceleration region it came in at
     * @param outgoingAddress towards the endpoint, of the relay that connected to it
     * @param way relays that carried it on, in order; empty when it went direct
     * @param bytesIn from the client
     * @param bytesOut to the client
     * @param connectMicros null when no endpoint was reached, and for UDP
     * @param closeCause for example FINISHED; null while it is open
     */
    record Flow(
            String connectionId,
            String status,
            Instant openedAt,
            @Nullable Instant closedAt,
            Protocol protocol,
            String clientAddress,
            int clientPort,
            String acceleratorId,
            long revision,
            String region,
            String acceleratedAddress,
            int acceleratedPort,
            String listenerId,
            @Nullable String endpointGroupId,
            @Nullable String endpointGroupRegion,
            @Nullable String endpointId,
            @Nullable String endpointAddress,
            @Nullable Integer endpointPort,
            @Nullable String outgoingAddress,
            @Nullable Integer outgoingPort,
            List<String> way,
            String relayId,
            long bytesIn,
            long bytesOut,
            @Nullable Long connectMicros,
            @Nullable Long firstByteMicros,
            @Nullable String closeCause) {
        static Flow of(FlowRecord flow) {
            var reached = flow.reached();
            return new Flow(
                    flow.connectionId(),
                    flow.closedAt() == null ? "OPEN" : "CLOSED",
                    flow.openedAt(),
                    flow.closedAt(),
                    flow.protocol(),
                    flow.clientAddress(),
                    flow.clientPort(),
                    flow.acceleratorId().text(),
                    flow.revision(),
                    flow.region(),
                    flow.acceleratedAddress(),
                    flow.acceleratedPort(),
                    flow.listenerId().text(),
                    reached == null ? null : reached.endpointGroupId().text(),
                    reached == null ? null : reached.endpointGroupRegion(),
                    reached == null ? null : reached.endpointId().text(),
                    reached == null ? null : reached.endpointAddress(),
                    reached == null ? null : reached.endpointPort(),
                    reached == null ? null : reached.outgoingAddress(),
                    reached == null ? null : reached.outgoingPort(),
                    reached == null ? List.of() : reached.way(),
                    flow.relayId(),
                    flow.bytesIn(),
                    flow.bytesOut(),
                    flow.connectMicros(),
                    flow.firstByteMicros(),
                    flow.closeCause());
        }
    }
}
