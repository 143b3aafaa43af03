package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One port of one listener at one accelerated address.
 *
 * @param accelerator whose listener it is, as it is wanted
 * @param place the acceleration region of this relay
 */
record WantedListener(
        ListenerKey key,
        AcceleratorImage accelerator,
        AccelerationRegion place,
        Listener listener) {
    AcceleratorId acceleratorId() {
        return accelerator.id();
    }

    ListenerId listenerId() {
        return listener.id();
    }

    /** Concurrent, shared by all listeners of the accelerator and all relays that serve it. */
    int maxConnections() {
        return accelerator.specification().maxConnections();
    }

    /** The accelerator's. */
    long revision() {
        return accelerator.revision();
    }

    List<EndpointGroup> endpointGroups() {
        return listener.endpointGroups();
    }

    List<String> regions() {
        return accelerator.regions().stream().map(AccelerationRegion::region).toList();
    }

    /** An address or name and a port. */
    record EndpointAt(String address, int port) {
        /** What {@link #toString} wrote. */
        static EndpointAt parse(String text) {
            var space = text.lastIndexOf(' ');
            return new EndpointAt(
                    text.substring(0, space), Integer.parseInt(text.substring(space + 1)));
        }

        @Override
        public String toString() {
            return address + " " + port;
        }
    }

    /** Everywhere that connections may go, whatever the weight. */
    Set<EndpointAt> endpoints() {
        return endpointGroups().stream()
                .flatMap(
                        group ->
                                group.endpoints().stream()
                                        .map(
                                                endpoint ->
                                                        new EndpointAt(
                                                                endpoint.address(),
                                                                group.endpointPort(key.port()))))
                .collect(Collectors.toSet());
    }

    boolean hasOwnerOf(WantedListener other) {
        return acceleratorId().equals(other.acceleratorId())
                && listenerId().equals(other.listenerId());
    }

    ApplyFailure takenBy(WantedListener winner) {
        return new ApplyFailure(
                listenerId(),
                "%s is taken by %s of %s"
                        .formatted(key, winner.listenerId(), winner.acceleratorId()));
    }
}
