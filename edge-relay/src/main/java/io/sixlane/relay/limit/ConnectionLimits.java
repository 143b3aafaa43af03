package io.sixlane.relay.limit;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The limit of each accelerator; all its listeners share it. */
@Component
public final class ConnectionLimits {
    private final Map<AcceleratorId, ConnectionLimit> limits = new ConcurrentHashMap<>();

    /** The accelerator's, which lets nobody in until it is given a number. */
    public ConnectionLimit of(AcceleratorId id) {
        return limits.computeIfAbsent(id, _ -> new ConnectionLimit(0));
    }

    /** Forgets an accelerator that is served no more. */
    public void forget(AcceleratorId id) {
        limits.remove(id);
    }
}
