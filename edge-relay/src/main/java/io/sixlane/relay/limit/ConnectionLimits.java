package io.sixlane.relay.limit;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The limit of each accelerator; all its listeners share it. */
@Component
public final class ConnectionLimits {
    private final Map<AcceleratorId, ConnectionLimit> limits = new ConcurrentHashMap<>();

    /** The limit of this accelerator, from now on {@code max}. */
    public ConnectionLimit of(AcceleratorId id, int max) {
        var limit = limits.computeIfAbsent(id, _ -> new ConnectionLimit(max));
        limit.change(max);
        return limit;
    }
}
