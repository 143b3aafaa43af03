package io.sixlane.relay.limit;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Protocol;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The limits of each accelerator, one for each protocol, so that a flood of datagrams costs its
 * connections no place. All its listeners of a protocol share one.
 */
@Component
public final class ConnectionLimits {
    private final Map<AcceleratorId, Pair> limits = new ConcurrentHashMap<>();

    private record Pair(ConnectionLimit connections, ConnectionLimit sessions) {
        private boolean isIdle() {
            return connections.open() == 0 && sessions.open() == 0;
        }
    }

    /** Admits nothing until it is given a number. */
    public ConnectionLimit of(AcceleratorId id, Protocol protocol) {
        var pair =
                limits.computeIfAbsent(
                        id, _ -> new Pair(new ConnectionLimit(0), new ConnectionLimit(0)));
        return switch (protocol) {
            case TCP -> pair.connections();
            case UDP -> pair.sessions();
        };
    }

    /** Forgets an accelerator without an open connection; returns false while it has one. */
    public boolean forgetIdle(AcceleratorId id) {
        limits.computeIfPresent(id, (_, pair) -> pair.isIdle() ? null : pair);
        return !limits.containsKey(id);
    }

    int size() {
        return limits.size();
    }
}
