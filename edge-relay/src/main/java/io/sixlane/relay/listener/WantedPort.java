package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.plan.ForwardedPort;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import java.util.List;

/**
 * One port of one listener at one accelerated address.
 *
 * @param accelerator whose listener it is, as it is wanted
 * @param place the acceleration region of this relay
 */
record WantedPort(
        ListenerKey key, AcceleratorImage accelerator, AccelerationRegion place, Listener listener)
        implements ForwardedPort {
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

    /** The bandwidth of the accelerator in the region of this relay, in each direction. */
    long bytesPerSecond() {
        return place.bandwidthMbps() * 1_000_000L / 8;
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

    @Override
    public int port() {
        return key.port();
    }

    /** Names nothing of another account. */
    ApplyFailure takenBy(WantedPort winner) {
        return new ApplyFailure(
                listenerId(),
                winner.accelerator().account().equals(accelerator.account())
                        ? "%s is taken by %s of %s"
                                .formatted(key, winner.listenerId(), winner.acceleratorId())
                        : "%s is taken by another account".formatted(key));
    }
}
