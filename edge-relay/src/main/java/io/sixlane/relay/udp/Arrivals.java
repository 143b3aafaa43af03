package io.sixlane.relay.udp;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that other relays handed over to any event loop of a path: datagrams of one may
 * arrive at another loop when their sender's address changes, or by a second way. Any thread.
 */
final class Arrivals {
    private final Map<CarriedLeg.Key, CarriedLeg> legs = new ConcurrentHashMap<>();
    private final Map<UUID, CarriedClient> flows = new ConcurrentHashMap<>();

    @Nullable CarriedLeg find(CarriedLeg.Key key) {
        return legs.get(key);
    }

    @Nullable CarriedClient find(UUID flow) {
        return flows.get(flow);
    }

    /** Returns false when there is one already. */
    boolean add(CarriedLeg leg) {
        return legs.putIfAbsent(leg.key(), leg) == null;
    }

    void add(UUID flow, CarriedClient client) {
        flows.put(flow, client);
    }

    /** Returns whether it was there. */
    boolean remove(CarriedLeg leg) {
        return legs.remove(leg.key(), leg);
    }

    void remove(UUID flow, CarriedClient client) {
        flows.remove(flow, client);
    }
}
