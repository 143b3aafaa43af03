package io.sixlane.provisioning.addresspool;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Allocate;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AddressPoolExhausted;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import java.math.BigInteger;
import java.util.Optional;

/** The rules of one address pool. Pure: no clock, no random, no I/O, no Spring. */
final class AddressPoolDecider {
    private AddressPoolDecider() {}

    static Decision decide(AddressPool pool, AddressPoolCommand command) {
        return switch (command) {
            case Register(var region, var prefix) ->
                    pool.prefix().equals(Optional.of(prefix))
                            ? accept()
                            : accept(new AddressPoolRegistered(region, prefix.toString()));
            case Allocate allocate ->
                    pool.prefix()
                            .map(prefix -> allocate(pool, prefix, allocate))
                            .orElseGet(() -> reject(new AddressPoolMissing(allocate.region())));
            case Release(_, var address) ->
                    IpAddress.parse(address).filter(pool.holders()::containsKey).isPresent()
                            ? accept(new AddressReleased(address))
                            : accept();
        };
    }

    private static Decision allocate(AddressPool pool, IpPrefix prefix, Allocate command) {
        var address = prefix.isSingle() ? Optional.of(prefix.first()) : nextFree(pool, prefix);
        return address.map(
                        free ->
                                accept(
                                        new AddressAllocated(
                                                free.toString(), command.acceleratorId())))
                .orElseGet(
                        () ->
                                reject(
                                        new AddressPoolExhausted(
                                                command.region(), prefix.toString())));
    }

    /**
     * The first free address after the one allocated last, and from the start again after the end,
     * so that an address which was released rests as long as possible. The lowest address is never
     * given away: it is the subnet-router anycast address (RFC 4291, 2.6.1).
     */
    private static Optional<IpAddress> nextFree(AddressPool pool, IpPrefix prefix) {
        var usable = prefix.size().subtract(BigInteger.ONE);
        var offset =
                pool.last()
                        .filter(prefix::contains)
                        .map(last -> last.value().subtract(prefix.first().value()))
                        .orElse(BigInteger.ZERO);
        var tries = usable.min(BigInteger.valueOf(pool.holders().size() + 1L)).longValueExact();
        for (var i = 0L; i < tries; i++) {
            offset = offset.mod(usable).add(BigInteger.ONE);
            var candidate = prefix.at(offset);
            if (!pool.holders().containsKey(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
