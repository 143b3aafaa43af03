package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The addresses of one region, of both families.
 *
 * @param revision of its stream, 0 before the first event
 * @param prefixes where new addresses come from; a family without one has none
 * @param holders how many accelerators have each allocated address, also of earlier prefixes
 * @param released when the last holder of an address gave it back; not of those held again
 * @param last the address of each family that was allocated last
 */
public record AddressPool(
        long revision,
        Map<IpFamily, IpPrefix> prefixes,
        Map<IpAddress, Integer> holders,
        Map<IpAddress, Instant> released,
        Map<IpFamily, IpAddress> last) {
    public static final AddressPool NOTHING =
            new AddressPool(0, Map.of(), Map.of(), Map.of(), Map.of());

    public AddressPool {
        prefixes = Map.copyOf(prefixes);
        holders = Map.copyOf(holders);
        released = Map.copyOf(released);
        last = Map.copyOf(last);
    }

    /** Total: an event that reached the log is true. */
    public AddressPool evolve(RecordedEvent recorded) {
        return recorded.event() instanceof AddressPoolEvent event
                ? evolve(event, recorded.occurredAt()).at(recorded.revision())
                : this;
    }

    AddressPool evolve(AddressPoolEvent event, Instant at) {
        return switch (event) {
            case AddressPoolRegistered(_, var registered) -> registered(IpPrefix.parse(registered));
            case AddressAllocated(var text, _) ->
                    IpAddress.parse(text).map(this::allocated).orElse(this);
            case AddressReleased(var text) ->
                    IpAddress.parse(text).map(address -> released(address, at)).orElse(this);
        };
    }

    private AddressPool at(long newRevision) {
        return new AddressPool(newRevision, prefixes, holders, released, last);
    }

    private AddressPool registered(IpPrefix prefix) {
        return new AddressPool(
                revision, with(prefixes, prefix.first().family(), prefix), holders, released, last);
    }

    private AddressPool allocated(IpAddress address) {
        var nextHolders = new HashMap<>(holders);
        nextHolders.merge(address, 1, Integer::sum);
        var nextReleased = new HashMap<>(released);
        nextReleased.remove(address);
        return new AddressPool(
                revision,
                prefixes,
                nextHolders,
                nextReleased,
                with(last, address.family(), address));
    }

    private AddressPool released(IpAddress address, Instant at) {
        var nextHolders = new HashMap<>(holders);
        var left = nextHolders.merge(address, -1, Integer::sum);
        if (left > 0) {
            return new AddressPool(revision, prefixes, nextHolders, released, last);
        }
        nextHolders.remove(address);
        return new AddressPool(revision, prefixes, nextHolders, with(released, address, at), last);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var next = new HashMap<>(map);
        next.put(key, value);
        return next;
    }
}
