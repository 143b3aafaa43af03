package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.forward.TcpMeasurement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The paths from this relay to endpoints, as connections and checks measure them. Safe for use by
 * several threads.
 */
final class DirectPaths {
    private static final int MOST_GROUPS = 16_384;

    private final Map<EndpointGroupId, TcpFigures> groups = new ConcurrentHashMap<>();
    private final Map<EndpointGroupId, Long> found = new ConcurrentHashMap<>();

    /** A connection, or a check, reached an endpoint of the group without another relay. */
    void connected(EndpointGroupId group, long nanos) {
        var figures = figures(group);
        if (figures != null) {
            figures.connected(nanos / (double) TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Records the latest connect time of each group; a repeated value counts once. */
    void found(Map<EndpointGroupId, Long> connectNanos) {
        groups.keySet().retainAll(connectNanos.keySet());
        found.keySet().retainAll(connectNanos.keySet());
        connectNanos.forEach(
                (group, nanos) -> {
                    if (!nanos.equals(found.put(group, nanos))) {
                        connected(group, nanos);
                    }
                });
    }

    /** The kernel's figures of a connection to an endpoint of the group, as it ends. */
    void measured(EndpointGroupId group, TcpMeasurement connection) {
        var figures = figures(group);
        if (figures != null) {
            figures.measured(connection);
        }
    }

    private @Nullable TcpFigures figures(EndpointGroupId group) {
        return groups.size() < MOST_GROUPS
                ? groups.computeIfAbsent(group, _ -> new TcpFigures())
                : groups.get(group);
    }

    @Nullable LinkQuality of(EndpointGroupId group) {
        var figures = groups.get(group);
        return figures == null ? null : figures.quality().orElse(null);
    }
}
