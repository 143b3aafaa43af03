package io.sixlane.configuration.relay;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One relayed connection or UDP session: the client behind an address of the relay, and how the
 * connection ended. Written when it ends and, if it lives longer than a few seconds, once before;
 * the later record of the same {@code connectionId} replaces the earlier one.
 *
 * @param connectionId 32 hexadecimal digits; the unique id in a PROXY protocol version 2 header
 * @param region the acceleration region it came in at
 * @param account the owner of the accelerator
 * @param revision of the accelerator, which admitted it
 * @param clientAddress RFC 5952 or dotted decimal, without a zone
 * @param acceleratedAddress the one the client connected to
 * @param reached null when no endpoint was
 * @param closedAt null while it is open
 * @param connectMicros microseconds to connect to the endpoint; null when none was reached, and for
 *     UDP
 * @param firstByteMicros microseconds from accept to the endpoint's first byte; null without one
 * @param bytesIn from the client
 * @param bytesOut to the client
 * @param closeCause in capitals, for example {@code FINISHED}; null while it is open
 */
public record FlowRecord(
        String connectionId,
        String relayId,
        String region,
        String account,
        AcceleratorId acceleratorId,
        long revision,
        ListenerId listenerId,
        Protocol protocol,
        String clientAddress,
        int clientPort,
        String acceleratedAddress,
        int acceleratedPort,
        @Nullable Reached reached,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Long connectMicros,
        @Nullable Long firstByteMicros,
        long bytesIn,
        long bytesOut,
        @Nullable String closeCause) {
    /**
     * The endpoint it went to.
     *
     * @param outgoingAddress of the relay that connected to the endpoint, which sees it as its peer
     * @param way ids of the relays that carried the connection on, in order; the last one connected
     *     to the endpoint. Empty when {@code relayId} did
     */
    public record Reached(
            EndpointGroupId endpointGroupId,
            String endpointGroupRegion,
            EndpointId endpointId,
            String endpointAddress,
            int endpointPort,
            String outgoingAddress,
            int outgoingPort,
            List<String> way) {
        public Reached {
            way = List.copyOf(way);
        }
    }
}
