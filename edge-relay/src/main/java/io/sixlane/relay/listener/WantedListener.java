package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.ListenerId;

import java.util.List;

/**
 * One port of one listener at one accelerated address, and all that forwarding needs to know.
 *
 * @param maxConnections concurrent, shared by all listeners of the accelerator
 * @param idleTimeoutSeconds silence after which a connection ends
 * @param revision the accelerator's
 */
record WantedListener(
        ListenerKey key,
        AcceleratorId acceleratorId,
        ListenerId listenerId,
        int maxConnections,
        ClientAffinity affinity,
        int idleTimeoutSeconds,
        long revision,
        List<EndpointGroup> endpointGroups) {
    WantedListener {
        endpointGroups = List.copyOf(endpointGroups);
    }

    boolean hasOwnerOf(WantedListener other) {
        return acceleratorId.equals(other.acceleratorId) && listenerId.equals(other.listenerId);
    }
}
