package io.sixlane.provisioning.addresspool;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import io.sixlane.provisioning.decision.Decision;
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
                    IpAddress.parse(address).filter(pool.holders()::containsKey).isPresent()
                            ? accept(new AddressReleased(address))
                            : accept();
        };
    }

    /** One address has one holder, unless it is the only one of its prefix. */
    private static Decision take(AddressPool pool, Take take) {
        var free =
                IpAddress.parse(take.address())
                        .filter(a -> isShared(pool, a) || !pool.holders().containsKey(a))
                        .isPresent();
        return free
                ? accept(new AddressAllocated(take.address(), take.acceleratorId()))
                : reject(new AddressTaken(take.region(), take.address()));
    }

    private static boolean isShared(AddressPool pool, IpAddress address) {
        var prefix = pool.prefixes().get(address.family());
        return prefix != null && prefix.isSingle() && prefix.contains(address);
    }
}
