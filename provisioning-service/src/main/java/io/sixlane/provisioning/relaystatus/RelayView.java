package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import java.time.Instant;
import java.util.List;

/**
 * A relay by its last heartbeat. Operators get counts over all accounts, other callers counts over
 * their own.
 *
 * @param alive whether its last heartbeat is less than 10 s old
 * @param path the forwarding path in use, for example "portable"
 * @param incarnation when the broker received the first status of its process
 * @param lastHeartbeatAt when the broker received it
 * @param clockSkewMillis how far the relay's clock is ahead of the broker's; below 0 when it is
 *     behind, or when the heartbeat was delayed
 * @param accelerators that it serves
 * @param connectionsActive open relayed connections
 * @param source the source of its configuration, in its own word
 * @param draining whether an operator sends new connections to other relays; what is left are its
 *     {@code connectionsActive}
 * @param failingAccelerators that do not run as wanted
 * @param connectionsByRevision open connections by the revision that admitted them, the busiest
 *     revisions
 * @param connectionsByListener open connections by listener, the busiest listeners
 */
record RelayView(
        String id,
        String region,
        boolean alive,
        String path,
        Instant incarnation,
        Instant lastHeartbeatAt,
        long clockSkewMillis,
        int accelerators,
        int listeners,
        long connectionsActive,
        String source,
        boolean draining,
        long failingAccelerators,
        List<AdmittedConnections> connectionsByRevision,
        List<ListenerConnections> connectionsByListener) {
    RelayView {
        connectionsByRevision = List.copyOf(connectionsByRevision);
        connectionsByListener = List.copyOf(connectionsByListener);
    }
}
