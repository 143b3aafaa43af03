package io.sixlane.provisioning.addresspool;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolWithdrawn;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Replace;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AddressPoolInUse;
import io.sixlane.provisioning.decision.Rejection.AddressPoolOverlaps;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import io.sixlane.provisioning.decision.Rejection.AddressTaken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rules of one address pool. Pure: no clock, no random, no I/O, no Spring. */
public final class AddressPoolDecider {
    private AddressPoolDecider() {}

    public static Decision decide(AddressPool pool, AddressPoolCommand command) {
        return switch (command) {
            case Register(var region, var prefix) ->
                    prefix.equals(pool.prefixes().get(prefix.first().family()))
                                    || prefix.equals(pool.configured().get(prefix.first().family()))
                            ? accept()
                            : accept(new AddressPoolRegistered(region, prefix.toString()));
            case Replace replace -> replace(pool, replace);
            case Take take -> take(pool, take);
            case Release(_, var address) ->
                    IpAddress.parse(address).filter(pool.holdings()::containsKey).isPresent()
                            ? accept(new AddressReleased(address))
                            : accept();
        };
    }

    /** Addresses that accelerators have stay in the pool, or clients would not reach them. */
    private static Decision replace(AddressPool pool, Replace replace) {
        var events = new ArrayList<AddressPoolEvent>();
        for (var family : IpFamily.values()) {
            var held = pool.prefixes().get(family);
            var wanted = replace.prefixes().get(family);
            if (Objects.equals(held, wanted)) {
                continue;
            }
            var outside = pool.heldOutside(family, wanted);
            if (held != null && outside > 0) {
                return reject(new AddressPoolInUse(replace.region(), held.toString(), outside));
            }
            if (wanted != null) {
                var other = overlapping(wanted, replace.others());
                if (other.isPresent()) {
                    return reject(new AddressPoolOverlaps(wanted.toString(), other.get()));
                }
                events.add(new AddressPoolRegistered(replace.region(), wanted.toString()));
            } else if (held != null) {
                events.add(new AddressPoolWithdrawn(replace.region(), held.toString()));
            }
        }
        return accept(events.toArray(AddressPoolEvent[]::new));
    }

    /** Regions may share one address, whose ports they then share. */
    private static Optional<String> overlapping(
            IpPrefix wanted, Map<String, List<IpPrefix>> others) {
        return others.entrySet().stream()
                .filter(
                        other ->
                                other.getValue().stream()
                                        .anyMatch(
                                                prefix ->
                                                        !(prefix.equals(wanted)
                                                                        && prefix.isOneAddress())
                                                                && (prefix.contains(wanted)
                                                                        || wanted.contains(
                                                                                prefix))))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /**
     * Allocates an address to one holder; a released one rests first, unless it is the only one of
     * its prefix.
     */
    private static Decision take(AddressPool pool, Take take) {
        var parsed = IpAddress.parse(take.address());
        if (parsed.isEmpty()) {
            return reject(new AddressTaken(take.region(), take.address()));
        }
        var address = parsed.get();
        if (!isShared(pool, address)) {
            if (pool.holdings().containsKey(address)) {
                return reject(new AddressTaken(take.region(), take.address()));
            }
            var release = pool.released().get(address);
            if (release != null && rests(release, take)) {
                return reject(
                        new AddressPoolResting(
                                take.region(),
                                "%s/%s".formatted(address, address.bits()),
                                release.at().plus(take.quarantine())));
            }
        }
        return accept(new AddressAllocated(take.address(), take.acceleratorId()));
    }

    /** Whether the address rests for this accelerator; its last holder may have it back at once. */
    private static boolean rests(AddressPool.Release release, Take take) {
        return !release.by().equals(take.acceleratorId())
                && release.at().plus(take.quarantine()).isAfter(take.at());
    }

    private static boolean isShared(AddressPool pool, IpAddress address) {
        var prefix = pool.prefixes().get(address.family());
        return prefix != null && prefix.isOneAddress() && prefix.contains(address);
    }
}
