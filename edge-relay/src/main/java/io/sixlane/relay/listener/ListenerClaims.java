package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which listeners want which port, so that one accelerator's change touches only its own ports.
 * Used by the reconciling thread alone.
 */
final class ListenerClaims {
    private final String region;
    private final AddressPools pools;
    private final Map<AcceleratorId, WantedListeners> accelerators = new HashMap<>();

    /** Never empty; in the order of accelerator ids, and one accelerator's in its own order. */
    private final Map<ListenerKey, List<WantedListener>> claims = new HashMap<>();

    ListenerClaims(String region, AddressPools pools) {
        this.region = region;
        this.pools = pools;
    }

    /**
     * From here on {@code record} counts for the accelerator; null, removed or elsewhere is none.
     *
     * @return the ports that it wanted or wants now
     */
    Set<ListenerKey> replace(AcceleratorId id, @Nullable AcceleratorRecord record) {
        var touched = new HashSet<ListenerKey>();
        var before = accelerators.remove(id);
        if (before != null) {
            for (var listener : before.listeners()) {
                touched.add(listener.key());
                withdraw(id, listener.key());
            }
        }
        if (record instanceof AcceleratorImage image && WantedListeners.isHere(image, region)) {
            var now = WantedListeners.of(image, region, pools);
            accelerators.put(id, now);
            for (var listener : now.listeners()) {
                touched.add(listener.key());
                add(listener);
            }
        }
        return touched;
    }

    private void withdraw(AcceleratorId id, ListenerKey key) {
        claims.computeIfPresent(
                key,
                (_, held) -> {
                    var kept = held.stream().filter(l -> !l.acceleratorId().equals(id)).toList();
                    return kept.isEmpty() ? null : kept;
                });
    }

    private void add(WantedListener listener) {
        claims.merge(
                listener.key(),
                List.of(listener),
                (held, _) -> {
                    var all = new ArrayList<>(held);
                    all.add(listener);
                    all.sort(Comparator.comparing(WantedListener::acceleratorId));
                    return List.copyOf(all);
                });
    }

    /** Who wants this port. */
    List<WantedListener> claims(ListenerKey key) {
        return claims.getOrDefault(key, List.of());
    }

    /** Who shall have it: the one that {@code running} is of, else the lowest accelerator id. */
    @Nullable WantedListener winner(ListenerKey key, @Nullable WantedListener running) {
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

    /** What the accelerator wants of this relay; null when it has no address here. */
    @Nullable WantedListeners find(AcceleratorId id) {
        return accelerators.get(id);
    }

    /** How many accelerators have an address here. */
    int size() {
        return accelerators.size();
    }
}
