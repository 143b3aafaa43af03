package io.sixlane.provisioning.addresspool;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import io.sixlane.provisioning.decision.Rejection.AddressTaken;

/** The rules of one address pool. Pure: no clock, no random, no I/O, no Spring. */
public final class AddressPoolDecider {
    private AddressPoolDecider() {}

    public static Decision decide(AddressPool pool, AddressPoolCommand command) {
        return switch (command) {
            case Register(var region, var prefix) ->
                    prefix.equals(pool.prefixes().get(prefix.first().family()))
                            ? accept()
                            : accept(new AddressPoolRegistered(region, prefix.toString()));
            case Take take -> take(pool, take);
            case Release(_, var address) ->
                    IpAddress.parse(address).filter(pool.holdings()::containsKey).isPresent()
                            ? accept(new AddressReleased(address))
                            : accept();
        };
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
