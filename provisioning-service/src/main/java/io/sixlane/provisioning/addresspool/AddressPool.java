package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses of one region.
 *
 * @param prefix where new addresses come from; empty before one is registered
 * @param holders how many accelerators have each allocated address, also of earlier prefixes
 * @param last the address that was allocated last
 */
record AddressPool(
        Optional<IpPrefix> prefix, Map<IpAddress, Integer> holders, Optional<IpAddress> last) {
    static final AddressPool NOTHING =
            new AddressPool(Optional.empty(), Map.of(), Optional.empty());

    AddressPool {
        holders = Map.copyOf(holders);
    }

    /** Total: an event that reached the log is true. */
    AddressPool evolve(AddressPoolEvent event) {
        return switch (event) {
            case AddressPoolRegistered(_, var registered) ->
                    new AddressPool(Optional.of(IpPrefix.parse(registered)), holders, last);
            case AddressAllocated(var text, _) -> {
                var address = IpAddress.parse(text);
                yield address.isPresent()
                        ? new AddressPool(prefix, counted(address.get(), 1), address)
                        : this;
            }
            case AddressReleased(var text) ->
                    IpAddress.parse(text)
                            .map(address -> new AddressPool(prefix, counted(address, -1), last))
                            .orElse(this);
        };
    }

    private Map<IpAddress, Integer> counted(IpAddress address, int change) {
        var next = new HashMap<>(holders);
        next.merge(address, change, Integer::sum);
        next.values().removeIf(count -> count <= 0);
        return next;
    }
}
