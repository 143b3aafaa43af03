package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The traffic of each accelerator this process ever served. */
@Component
public final class TrafficMeters {
    private final Map<AcceleratorId, AcceleratorTraffic> traffic = new ConcurrentHashMap<>();

    public AcceleratorTraffic of(AcceleratorId id) {
        return traffic.computeIfAbsent(id, _ -> new AcceleratorTraffic());
    }

    Map<AcceleratorId, AcceleratorTraffic> all() {
        return traffic;
    }
}
