package io.sixlane.provisioning.health;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.provisioning.relaystatus.EndpointHealths.Found;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The health of an accelerator and of its parts, as the relays that live find it. */
record AcceleratorHealthView(AcceleratorId id, HealthState state, List<ListenerHealth> listeners) {
    record ListenerHealth(
            ListenerId id, String name, HealthState state, List<GroupHealth> endpointGroups) {}

    /**
     * @param checked whether it has a health check; without one its endpoints count as normal as
     *     long as connections succeed
     */
    record GroupHealth(
            EndpointGroupId id,
            String region,
            HealthState state,
            boolean checked,
            List<EndpointFinding> endpoints) {}

    /**
     * @param port its own; null where the group gives it one
     * @param configuredState whether new connections go to it
     * @param connections still open while it drains, at the relays that live; null otherwise
     */
    record EndpointFinding(
            EndpointId id,
            String address,
            @Nullable Integer port,
            int weight,
            EndpointState configuredState,
            HealthState state,
            @Nullable Integer connections,
            List<RelayFinding> relays) {}

    /**
     * The health that one relay reports.
     *
     * @param reason why it or one of its addresses is unhealthy, in words
     * @param since when that state began
     * @param ejected whether its connections leave the endpoint out
     * @param connectMicros moving average of the time to connect
     * @param connections still open while the endpoint drains; null otherwise
     */
    record RelayFinding(
            String relay,
            String region,
            EndpointHealth.State state,
            @Nullable String reason,
            Instant since,
            boolean ejected,
            @Nullable Long connectMicros,
            @Nullable Integer connections) {}

    static AcceleratorHealthView of(AcceleratorImage image, List<Found> found) {
        var alive = found.stream().filter(Found::alive).toList();
        var listeners = image.listeners().stream().map(one -> listener(one, alive)).toList();
        return new AcceleratorHealthView(
                image.id(),
                HealthState.of(listeners.stream().map(ListenerHealth::state).toList()),
                listeners);
    }

    private static ListenerHealth listener(Listener listener, List<Found> found) {
        var groups =
                listener.endpointGroups().stream()
                        .map(group -> group(listener.id(), group, found))
                        .toList();
        return new ListenerHealth(
                listener.id(),
                listener.name(),
                HealthState.of(groups.stream().map(GroupHealth::state).toList()),
                groups);
    }

    private static GroupHealth group(ListenerId listener, EndpointGroup group, List<Found> found) {
        var endpoints =
                group.endpoints().stream()
                        .map(endpoint -> endpoint(listener, group, endpoint, found))
                        .toList();
        return new GroupHealth(
                group.id(),
                group.region(),
                HealthState.of(
                        endpoints.stream()
                                .filter(AcceleratorHealthView::counts)
                                .map(EndpointFinding::state)
                                .toList()),
                group.healthCheck() != null,
                endpoints);
    }

    /** An endpoint without new connections does not make its group unhealthy. */
    private static boolean counts(EndpointFinding endpoint) {
        return endpoint.weight() > 0 && endpoint.configuredState() == EndpointState.ACTIVE;
    }

    private static EndpointFinding endpoint(
            ListenerId listener, EndpointGroup group, Endpoint endpoint, List<Found> found) {
        var findings =
                found.stream()
                        .flatMap(
                                relay ->
                                        relay.endpoints().stream()
                                                .filter(
                                                        one ->
                                                                one.listenerId().equals(listener)
                                                                        && one.endpointGroupId()
                                                                                .equals(group.id())
                                                                        && one.endpointId()
                                                                                .equals(
                                                                                        endpoint
                                                                                                .id()))
                                                .map(one -> finding(relay, one)))
                        .toList();
        var unchecked = findings.isEmpty() && group.healthCheck() == null;
        return new EndpointFinding(
                endpoint.id(),
                endpoint.address(),
                endpoint.port(),
                endpoint.weight(),
                endpoint.effectiveState(),
                unchecked
                        ? HealthState.NORMAL
                        : HealthState.of(
                                findings.stream().map(AcceleratorHealthView::stateOf).toList()),
                endpoint.isDraining() ? (Integer) left(findings) : null,
                findings);
    }

    private static int left(List<RelayFinding> findings) {
        return findings.stream()
                .map(RelayFinding::connections)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static RelayFinding finding(Found relay, EndpointHealth one) {
        return new RelayFinding(
                relay.relay(),
                relay.region(),
                one.state(),
                one.reason(),
                one.since(),
                one.ejected(),
                one.connectMicros(),
                one.connections());
    }

    private static HealthState stateOf(RelayFinding finding) {
        if (finding.ejected()) {
            return HealthState.ABNORMAL;
        }
        return switch (finding.state()) {
            case UNKNOWN -> HealthState.INIT;
            case HEALTHY -> HealthState.NORMAL;
            case UNHEALTHY -> HealthState.ABNORMAL;
        };
    }
}
