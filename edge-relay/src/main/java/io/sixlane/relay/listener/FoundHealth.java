package io.sixlane.relay.listener;

import static java.util.Comparator.comparing;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.relay.endpoint.EndpointCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The condition of an endpoint as one port of a listener sees it.
 *
 * @param connections that are open to it; null unless it drains
 */
record FoundHealth(
        ListenerId listenerId,
        EndpointGroupId endpointGroupId,
        EndpointId endpointId,
        EndpointCondition condition,
        @Nullable Integer connections) {
    private record Key(ListenerId listener, EndpointGroupId group, EndpointId endpoint) {}

    /**
     * Joins the ports of each endpoint of each listener to the worst of them, with the connections
     * of all.
     */
    static List<EndpointHealth> joined(Stream<FoundHealth> found, long nowNanos) {
        var worst = new LinkedHashMap<Key, EndpointHealth>();
        found.map(one -> one.at(nowNanos))
                .forEach(
                        one ->
                                worst.merge(
                                        new Key(
                                                one.listenerId(),
                                                one.endpointGroupId(),
                                                one.endpointId()),
                                        one,
                                        FoundHealth::worse));
        return worst.values().stream()
                .sorted(
                        comparing((EndpointHealth one) -> one.listenerId().text())
                                .thenComparing(one -> one.endpointGroupId().text())
                                .thenComparing(one -> one.endpointId().text()))
                .toList();
    }

    private EndpointHealth at(long nowNanos) {
        var verdict = condition.verdict();
        var connect = condition.connectNanos();
        return new EndpointHealth(
                listenerId,
                endpointGroupId,
                endpointId,
                verdict.state(),
                verdict.reason(),
                verdict.since(),
                condition.isEjected(nowNanos),
                connect.isPresent() ? (Long) (connect.getAsLong() / 1_000) : null,
                connections);
    }

    private static EndpointHealth worse(EndpointHealth one, EndpointHealth other) {
        var isOther = badness(other) > badness(one);
        var shown = isOther ? other : one;
        return new EndpointHealth(
                shown.listenerId(),
                shown.endpointGroupId(),
                shown.endpointId(),
                shown.state(),
                shown.reason(),
                shown.since(),
                one.ejected() || other.ejected(),
                shown.connectMicros(),
                sum(one.connections(), other.connections()));
    }

    private static @Nullable Integer sum(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other == null ? null : (Integer) (one + other);
    }

    private static int badness(EndpointHealth health) {
        return switch (health.state()) {
            case UNHEALTHY -> 2;
            case UNKNOWN -> 1;
            case HEALTHY -> 0;
        };
    }
}
