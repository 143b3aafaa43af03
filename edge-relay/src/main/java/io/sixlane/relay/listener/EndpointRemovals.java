package io.sixlane.relay.listener;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.sixlane.configuration.plan.ForwardedPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drains the open connections of one listener to endpoints that are removed from it. */
final class EndpointRemovals {
    private final Set<RelayedRoute> open;
    private final Map<ForwardedPort.EndpointAt, Leaving> removals = new ConcurrentHashMap<>();

    /**
     * @param open the listener's open connections, now and later
     */
    EndpointRemovals(Set<RelayedRoute> open) {
        this.open = open;
    }

    /**
     * Connections to an endpoint that comes back in time stay.
     *
     * @param before the endpoints so far, with the time that open connections to each have
     */
    void change(Map<ForwardedPort.EndpointAt, Duration> before, Set<ForwardedPort.EndpointAt> now) {
        removals.keySet().removeAll(now);
        before.entrySet().stream()
                .filter(endpoint -> !now.contains(endpoint.getKey()))
                .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toSet())))
                .forEach((timeout, removed) -> remove(removed, timeout));
    }

    private void remove(Set<ForwardedPort.EndpointAt> removed, Duration timeout) {
        var leaving = new Leaving(open.stream().filter(r -> removed.contains(r.endpoint())));
        removed.forEach(endpoint -> removals.put(endpoint, leaving));
        ListenerDrain.begin(leaving, timeout, leaving::end);
    }

    /** Connections to endpoints that were removed at once and did not come back since. */
    private final class Leaving implements ListenerDrain.Draining {
        private final List<RelayedRoute> routes;

        private Leaving(Stream<RelayedRoute> routes) {
            this.routes = new ArrayList<>(routes.toList());
        }

        @Override
        public int openConnections() {
            routes.removeIf(route -> !open.contains(route) || !isTo(route.endpoint()));
            return routes.size();
        }

        private boolean isTo(ForwardedPort.@Nullable EndpointAt endpoint) {
            return endpoint != null && equals(removals.get(endpoint));
        }

        @Override
        public void reset(int count) {
            routes.stream().limit(count).forEach(RelayedRoute::drain);
        }

        private void end() {
            removals.values().removeIf(this::equals);
        }
    }
}
