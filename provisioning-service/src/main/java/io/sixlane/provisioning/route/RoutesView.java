package io.sixlane.provisioning.route;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.LinkMessage.GroupRoute;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.configuration.relay.LinkMessage.WayScore;
import java.time.Instant;
import java.util.List;

/** The ways that connections to an accelerator take. */
record RoutesView(AcceleratorId acceleratorId, List<GroupRoutes> endpointGroups) {
    /**
     * @param relays relays that recently connected to the group; none reports while the fleet has
     *     no lanes and all connections go direct
     */
    record GroupRoutes(
            ListenerId listenerId,
            EndpointGroupId endpointGroupId,
            String endpointGroupRegion,
            RoutePolicy route,
            List<RelayRoute> relays) {}

    /**
     * @param way relays that a connection passes after this one; empty when it goes direct
     * @param reason FIRST, BETTER, DOWN, LOSSY or ONLY: why the way was chosen
     * @param at when the relay published this
     */
    record RelayRoute(
            String relayId,
            String region,
            List<String> way,
            Instant since,
            String reason,
            Instant at,
            List<WayScore> candidates) {}

    static RoutesView of(AcceleratorImage image, List<RoutesChosen> chosen) {
        return new RoutesView(
                image.id(),
                image.listeners().stream()
                        .flatMap(
                                listener ->
                                        listener.endpointGroups().stream()
                                                .map(group -> group(listener.id(), group, chosen)))
                        .toList());
    }

    private static GroupRoutes group(
            ListenerId listener, EndpointGroup group, List<RoutesChosen> chosen) {
        return new GroupRoutes(
                listener,
                group.id(),
                group.region(),
                group.effectiveRoute(),
                chosen.stream()
                        .flatMap(
                                relay ->
                                        relay.groups().stream()
                                                .filter(
                                                        route ->
                                                                route.endpointGroupId()
                                                                        .equals(group.id()))
                                                .map(route -> relay(relay, route)))
                        .toList());
    }

    private static RelayRoute relay(RoutesChosen relay, GroupRoute route) {
        return new RelayRoute(
                relay.relayId(),
                relay.region(),
                route.way(),
                route.since(),
                route.reason(),
                relay.at(),
                route.candidates());
    }
}
