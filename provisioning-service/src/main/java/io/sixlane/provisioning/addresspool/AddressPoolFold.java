package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolWithdrawn;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.addresspool.AddressPool.Holding;
import io.sixlane.provisioning.addresspool.AddressPool.Release;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A pool in the making: the cost of an event does not depend on how many addresses there are. Not
 * for use by several threads.
 */
final class AddressPoolFold {
    private long revision;
    private final Map<IpFamily, IpPrefix> prefixes;
    private final Map<IpAddress, Holding> holdings;
    private final Map<IpAddress, Release> released;
    private final Map<IpFamily, IpAddress> last;
    private final Map<IpFamily, IpPrefix> configured;

    AddressPoolFold(AddressPool from) {
        revision = from.revision();
        prefixes = new HashMap<>(from.prefixes());
        holdings = new HashMap<>(from.holdings());
        released = new HashMap<>(from.released());
        last = new HashMap<>(from.last());
        configured = new HashMap<>(from.configured());
    }

    AddressPool pool() {
        return new AddressPool(revision, prefixes, holdings, released, last, configured);
    }

    /** Total: an event that reached the log is true. */
    AddressPoolFold then(RecordedEvent recorded) {
        if (recorded.event() instanceof AddressPoolEvent event) {
            then(event, recorded.occurredAt());
            if (event instanceof AddressPoolRegistered registered
                    && recorded.actor().equals(AddressPoolRegistration.CONFIGURATION)) {
                var prefix = IpPrefix.of(registered.prefix());
                configured.put(prefix.first().family(), prefix);
            }
            revision = recorded.revision();
        }
        return this;
    }

    AddressPoolFold then(AddressPoolEvent event, Instant at) {
        switch (event) {
            case AddressPoolRegistered(_, var registered) -> {
                var prefix = IpPrefix.of(registered);
                prefixes.put(prefix.first().family(), prefix);
            }
            case AddressPoolWithdrawn(_, var withdrawn) ->
                    prefixes.values().remove(IpPrefix.of(withdrawn));
            case AddressAllocated(var text, var by) ->
                    IpAddress.parse(text).ifPresent(address -> allocated(address, by));
            case AddressReleased(var text) ->
                    IpAddress.parse(text).ifPresent(address -> released(address, at));
        }
        return this;
    }

    private void allocated(IpAddress address, AcceleratorId by) {
        holdings.merge(
                address,
                new Holding(1, by),
                (held, _) -> new Holding(Math.addExact(held.holders(), 1), by));
        released.remove(address);
        last.put(address.family(), address);
    }

    private void released(IpAddress address, Instant at) {
        var held = holdings.remove(address);
        if (held == null) {
            return;
        }
        if (held.holders() > 1) {
            holdings.put(address, new Holding(held.holders() - 1, held.latest()));
        } else {
            released.put(address, new Release(held.latest(), at));
        }
    }
}
