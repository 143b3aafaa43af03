package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that want each port, so that one accelerator's change touches only its own ports.
 * The first claim to a port wins, also after a restart. Used by the reconciling thread alone.
 */
final class ListenerClaims {
    private final String region;
    private final AddressPools pools;
    private final Map<AcceleratorId, WantedPorts> accelerators = new HashMap<>();

    /** Never empty; the first claim first, and one accelerator's in its own order. */
    private final Map<ListenerKey, List<WantedPort>> claims = new HashMap<>();

    /** Ports that several accelerators want. */
    private final Set<ListenerKey> contested = new HashSet<>();

    /** The order of claims before a restart, until they are withdrawn. */
    private final Map<String, List<AcceleratorId>> earlier;

    /**
     * @param earlier what {@link #contested} returned before a restart
     */
    ListenerClaims(String region, AddressPools pools, Map<String, List<AcceleratorId>> earlier) {
        this.region = region;
        this.pools = pools;
        this.earlier = new HashMap<>(earlier);
    }

    /**
     * Replaces the claims of one accelerator; it keeps its place at ports that it still wants.
     *
     * @param record null, a removal and an accelerator of other regions claim nothing
     * @return the ports that it wanted or wants now
     */
    Set<ListenerKey> replace(AcceleratorId id, @Nullable AcceleratorRecord record) {
        var now =
                record instanceof AcceleratorImage image && WantedPorts.isHere(image, region)
                        ? WantedPorts.of(image, region, pools)
                        : null;
        var wanted =
                now == null
                        ? Map.<ListenerKey, List<WantedPort>>of()
                        : now.listeners().stream().collect(Collectors.groupingBy(WantedPort::key));
        var before = now == null ? accelerators.remove(id) : accelerators.put(id, now);
        var touched = new HashSet<>(wanted.keySet());
        if (before != null) {
            before.listeners().forEach(listener -> touched.add(listener.key()));
        }
        for (var key : touched) {
            change(key, id, wanted.getOrDefault(key, List.of()));
        }
        return touched;
    }

    private void change(ListenerKey key, AcceleratorId id, List<WantedPort> own) {
        var held = claims(key);
        var place = placeOf(id, key, held);
        var next = new ArrayList<WantedPort>();
        for (var i = 0; i <= held.size(); i++) {
            if (i == place) {
                next.addAll(own);
            }
            if (i < held.size() && !held.get(i).acceleratorId().equals(id)) {
                next.add(held.get(i));
            }
        }
        if (own.isEmpty()) {
            earlier.computeIfPresent(key.toString(), (_, ids) -> without(ids, id));
        }
        if (next.isEmpty()) {
            claims.remove(key);
        } else {
            claims.put(key, List.copyOf(next));
        }
        if (accelerators(next).size() > 1) {
            contested.add(key);
        } else {
            contested.remove(key);
        }
    }

    /** Where it stands already, or else where it stood before a restart, or else the end. */
    private int placeOf(AcceleratorId id, ListenerKey key, List<WantedPort> held) {
        for (var i = 0; i < held.size(); i++) {
            if (held.get(i).acceleratorId().equals(id)) {
                return i;
            }
        }
        var order = earlier.getOrDefault(key.toString(), List.of());
        var rank = order.indexOf(id);
        for (var i = 0; rank >= 0 && i < held.size(); i++) {
            var other = order.indexOf(held.get(i).acceleratorId());
            if (other < 0 || other > rank) {
                return i;
            }
        }
        return held.size();
    }

    private static @Nullable List<AcceleratorId> without(
            List<AcceleratorId> ids, AcceleratorId id) {
        var left = ids.stream().filter(one -> !one.equals(id)).toList();
        return left.isEmpty() ? null : left;
    }

    private static List<AcceleratorId> accelerators(List<WantedPort> listeners) {
        return listeners.stream().map(WantedPort::acceleratorId).distinct().toList();
    }

    /** The accelerators that want the same port, the first claim first, by port. */
    Map<String, List<AcceleratorId>> contested() {
        return contested.stream()
                .collect(Collectors.toMap(ListenerKey::toString, key -> accelerators(claims(key))));
    }

    /** The listeners that want this port. */
    List<WantedPort> claims(ListenerKey key) {
        return claims.getOrDefault(key, List.of());
    }

    /** The listener that gets the port: the one that runs there, else the first claim. */
    @Nullable WantedPort winner(ListenerKey key, @Nullable WantedPort running) {
        var wanting = claims(key);
        if (running != null) {
            for (var one : wanting) {
                if (one.hasOwnerOf(running)) {
                    return one;
                }
            }
        }
        return wanting.isEmpty() ? null : wanting.getFirst();
    }

    /** The ports that the accelerator wants here; null when it has no address here. */
    @Nullable WantedPorts find(AcceleratorId id) {
        return accelerators.get(id);
    }

    /** The ports that the accelerator wants here. */
    Set<ListenerKey> ports(AcceleratorId id) {
        var here = accelerators.get(id);
        return here == null
                ? Set.of()
                : here.listeners().stream().map(WantedPort::key).collect(Collectors.toSet());
    }

    /** The accelerators that have an address here. */
    Set<AcceleratorId> ids() {
        return Set.copyOf(accelerators.keySet());
    }

    /** How many accelerators have an address here. */
    int size() {
        return accelerators.size();
    }
}
