package io.sixlane.relay.listener;

import io.sixlane.configuration.plan.ForwardedPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drains the open connections of one listener to endpoints that are removed from it. */
final class EndpointRemovals {
    private final Set<RelayedRoute> open;
    private final Duration drainTimeout;
    private final Map<ForwardedPort.EndpointAt, Leaving> removals = new ConcurrentHashMap<>();

    /**
     * @param open the listener's open connections, now and later
     */
    EndpointRemovals(Set<RelayedRoute> open, Duration drainTimeout) {
        this.open = open;
        this.drainTimeout = drainTimeout;
    }

    /** Connections to an endpoint that comes back in time stay. */
    void change(Set<ForwardedPort.EndpointAt> before, Set<ForwardedPort.EndpointAt> now) {
        var removed = new HashSet<>(before);
        removed.removeAll(now);
        removals.keySet().removeAll(now);
        if (!removed.isEmpty()) {
            var leaving = new Leaving(open.stream().filter(r -> removed.contains(r.endpoint())));
            removed.forEach(endpoint -> removals.put(endpoint, leaving));
            ListenerDrain.begin(leaving, drainTimeout, leaving::end);
        }
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
