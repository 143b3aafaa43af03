package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.provisioning.addresspool.AddressOffer.Offered;
import io.sixlane.provisioning.addresspool.AddressOffer.Refused;
import io.sixlane.provisioning.decision.Rejection.AddressPoolExhausted;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Finds the address that a pool gives away next. Pure. */
public final class FreeAddress {
    private FreeAddress() {}

    /**
     * A free address.
     *
     * @param now an address that was released less than {@code quarantine} before is kept back, so
     *     that its last holder's clients do not reach the next one; a shared one is not
     */
    public static AddressOffer in(
            AddressPool pool, String region, IpFamily family, Instant now, Duration quarantine) {
        var prefix = pool.prefixes().get(family);
        if (prefix == null) {
            return new Refused(new AddressPoolMissing(region, family.name()));
        }
        if (prefix.isOneAddress()) {
            return new Offered(prefix.first());
        }
        return next(pool, prefix, now.minus(quarantine))
                .<AddressOffer>map(Offered::new)
                .orElseGet(
                        () ->
                                new Refused(
                                        pool.released().entrySet().stream()
                                                .filter(rests -> prefix.contains(rests.getKey()))
                                                .map(rests -> rests.getValue().at())
                                                .min(Comparator.naturalOrder())
                                                .<io.sixlane.provisioning.decision.Rejection>map(
                                                        first ->
                                                                new AddressPoolResting(
                                                                        region,
                                                                        prefix.toString(),
                                                                        first.plus(quarantine)))
                                                .orElseGet(
                                                        () ->
                                                                new AddressPoolExhausted(
                                                                        region,
                                                                        prefix.toString()))));
    }

    /**
     * The first free address after the one allocated last, and from the start again after the end,
     * so that an address which was released rests as long as possible. The lowest address is never
     * given away: it is the subnet-router anycast address (RFC 4291, 2.6.1), or the name of an IPv4
     * network; its broadcast address, the highest one, is not given away either.
     */
    private static Optional<IpAddress> next(AddressPool pool, IpPrefix prefix, Instant rested) {
        var reserved = prefix.first().isIpv6() || prefix.size().intValue() == 2 ? 1 : 2;
        var usable = prefix.size().subtract(BigInteger.valueOf(reserved));
        var last = Optional.ofNullable(pool.last().get(prefix.first().family()));
        var offset =
                last.filter(prefix::contains)
                        .map(address -> address.value().subtract(prefix.first().value()))
                        .orElse(BigInteger.ZERO);
        var occupied = pool.holdings().size() + pool.released().size() + 1L;
        var tries = usable.min(BigInteger.valueOf(occupied)).longValueExact();
        for (var i = 0L; i < tries; i++) {
            offset = offset.mod(usable).add(BigInteger.ONE);
            var candidate = prefix.at(offset);
            var released = pool.released().get(candidate);
            if (!pool.holdings().containsKey(candidate)
                    && (released == null || !released.at().isAfter(rested))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
