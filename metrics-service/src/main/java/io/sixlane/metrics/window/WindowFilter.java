package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of an accelerator's traffic that is wanted; null matches everything. A window without
 * listeners has no part of a listener.
 *
 * @param region of the relay
 * @param endpointRegion of the endpoint group
 */
public record WindowFilter(
        @Nullable ListenerId listenerId,
        @Nullable EndpointGroupId endpointGroupId,
        @Nullable EndpointId endpointId,
        @Nullable String region,
        @Nullable String endpointRegion) {
    /** Matches every window. */
    public static final WindowFilter ALL = new WindowFilter(null, null, null, null, null);

    private boolean looksAtEndpoints() {
        return endpointGroupId != null || endpointId != null || endpointRegion != null;
    }

    /**
     * The part of {@code window} that is asked for. Endpoints refuse nothing, and a failed attempt
     * counts as a failed connection.
     *
     * @return null for none
     */
    public @Nullable RelayWindow apply(RelayWindow window) {
        if (region != null && !region.equals(window.region())) {
            return null;
        }
        if (listenerId == null && !looksAtEndpoints()) {
            return window;
        }
        var listeners =
                window.listeners().stream()
                        .filter(part -> listenerId == null || listenerId.equals(part.listenerId()))
                        .map(this::withEndpoints)
                        .filter(part -> !looksAtEndpoints() || !part.endpoints().isEmpty())
                        .toList();
        if (listeners.isEmpty()) {
            return null;
        }
        var sums = new Listeners();
        sums.add(listeners);
        sums.addActive(listeners);
        var active = 0L;
        var traffic = new Traffic();
        for (var part : sums.parts().values()) {
            var endpoints = new ArrayList<>(part.endpoints().values());
            active +=
                    looksAtEndpoints()
                            ? endpoints.stream().mapToLong(EndpointSum::connectionsActive).sum()
                            : part.connectionsActive();
            traffic.add(Traffic.of(part, endpoints, looksAtEndpoints()));
        }
        return new RelayWindow(
                window.acceleratorId(),
                window.start(),
                window.seconds(),
                window.reportedSeconds(),
                window.relayId(),
                window.region(),
                active,
                traffic,
                window.account(),
                listeners);
    }

    private ListenerTraffic withEndpoints(ListenerTraffic part) {
        return new ListenerTraffic(
                part.listenerId(),
                part.connectionsOpened(),
                part.connectionsActive(),
                looksAtEndpoints() ? List.of() : part.refused(),
                looksAtEndpoints() ? List.of() : part.ended(),
                part.endpoints().stream().filter(this::isAskedFor).toList());
    }

    private boolean isAskedFor(EndpointTraffic endpoint) {
        return (endpointGroupId == null || endpointGroupId.equals(endpoint.endpointGroupId()))
                && (endpointId == null || endpointId.equals(endpoint.endpointId()))
                && (endpointRegion == null
                        || endpointRegion.equals(endpoint.endpointGroupRegion()));
    }
}
