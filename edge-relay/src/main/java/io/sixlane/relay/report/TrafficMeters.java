package io.sixlane.relay.report;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The traffic of each accelerator that is served, or was until lately. */
@Component
public final class TrafficMeters {
    private final Map<AcceleratorId, AcceleratorTraffic> traffic = new ConcurrentHashMap<>();

    /** Served no more: forgotten once everything of them is reported. */
    private final Set<AcceleratorId> leaving = new HashSet<>();

    /**
     * @param account whose accelerator it is
     */
    public synchronized AcceleratorTraffic of(AcceleratorId id, String account) {
        leaving.remove(id);
        return traffic.computeIfAbsent(id, _ -> new AcceleratorTraffic(account));
    }

    /** The accelerator is served no more and has no open connection. */
    public synchronized void forget(AcceleratorId id) {
        if (traffic.containsKey(id)) {
            leaving.add(id);
        }
    }

    Map<AcceleratorId, AcceleratorTraffic> all() {
        return traffic;
    }

    /** Whether {@code id} left; then it is forgotten here too. */
    synchronized boolean dropIfLeaving(AcceleratorId id) {
        var left = leaving.remove(id);
        if (left) {
            traffic.remove(id);
        }
        return left;
    }
}
