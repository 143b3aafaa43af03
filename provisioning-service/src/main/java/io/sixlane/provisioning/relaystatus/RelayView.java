package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relay as it last described itself.
 *
 * @param alive whether its last heartbeat is less than 10 s old
 * @param path the forwarding path in use, for example "portable"
 * @param incarnation when the broker first heard of its process
 * @param lastHeartbeatAt when the broker noted it
 * @param clockSkewMillis how far the relay's clock is ahead of the broker's; below 0 when it is
 *     behind, or when the heartbeat was long on its way
 * @param accelerators how many it serves
 * @param activeConnections open relayed connections
 * @param source the source of its configuration, in its own word
 * @param failingAccelerators how many do not run as wanted
 * @param connectionsByRevision open connections by the revision that admitted them, those of the
 *     most connections
 * @param connectionsByListener the same by listener; null from a relay that does not say
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
        long activeConnections,
        String source,
        long failingAccelerators,
        List<AdmittedConnections> connectionsByRevision,
        @Nullable List<ListenerConnections> connectionsByListener) {
    RelayView {
        connectionsByRevision = List.copyOf(connectionsByRevision);
        connectionsByListener =
                connectionsByListener == null ? null : List.copyOf(connectionsByListener);
    }
}
