package io.sixlane.relay.status;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Selects the accelerators whose endpoint health to publish: those that changed, and each once a
 * minute, to keep connect times recent. Safe for use by several threads.
 */
final class HealthStatements {
    static final Duration AGAIN = Duration.ofMinutes(1);

    private final Map<AcceleratorId, Published> published = new HashMap<>();

    private record Published(List<EndpointHealth> endpoints, long atNanos) {}

    /**
     * @param found all there is now
     * @return what to publish; empty endpoints for an accelerator that has none any more
     */
    synchronized Map<AcceleratorId, List<EndpointHealth>> due(
            Map<AcceleratorId, List<EndpointHealth>> found, long nowNanos) {
        var due = new HashMap<AcceleratorId, List<EndpointHealth>>();
        found.forEach(
                (id, endpoints) -> {
                    var before = published.get(id);
                    if (before == null
                            || nowNanos - before.atNanos() >= AGAIN.toNanos()
                            || !withoutTimes(before.endpoints()).equals(withoutTimes(endpoints))) {
                        due.put(id, endpoints);
                        published.put(id, new Published(endpoints, nowNanos));
                    }
                });
        published.keySet().stream()
                .filter(id -> !found.containsKey(id))
                .forEach(id -> due.put(id, List.of()));
        published.keySet().retainAll(found.keySet());
        return due;
    }

    /** Delivery failed: the health of the accelerator is published again. */
    synchronized void forget(AcceleratorId id) {
        published.put(id, new Published(List.of(), 0));
    }

    private static List<EndpointHealth> withoutTimes(List<EndpointHealth> endpoints) {
        return endpoints.stream()
                .map(
                        one ->
                                new EndpointHealth(
                                        one.listenerId(),
                                        one.endpointGroupId(),
                                        one.endpointId(),
                                        one.state(),
                                        one.reason(),
                                        one.since(),
                                        one.ejected(),
                                        null,
                                        one.connections()))
                .toList();
    }
}
