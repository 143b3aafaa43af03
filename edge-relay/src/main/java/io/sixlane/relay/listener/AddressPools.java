package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.address.IpPrefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The addresses this relay serves, and through which sockets. */
final class AddressPools {
    private static final InetAddress ANY_IPV6 = InetAddress.ofLiteral("::");
    private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");

    private final boolean eachApart;
    private final boolean datagramsShare;
    private volatile List<IpPrefix> pools;

    /**
     * @param eachApart whether every address has sockets of its own, also those of a prefix
     * @param datagramsShare whether a UDP socket on a wildcard address knows where a datagram was
     *     sent
     */
    AddressPools(List<IpPrefix> pools, boolean eachApart, boolean datagramsShare) {
        this.pools = List.copyOf(pools);
        this.eachApart = eachApart;
        this.datagramsShare = datagramsShare;
    }

    /** Returns whether these differ from those before. */
    boolean replace(List<IpPrefix> others) {
        if (pools.equals(others)) {
            return false;
        }
        pools = List.copyOf(others);
        return true;
    }

    /**
     * The socket that takes connections to {@code key}: with a prefix among the pools one for all
     * addresses of its family if the path can tell them apart, else one of its own. Empty for an
     * address of no pool.
     */
    Optional<ListenerKey> socketFor(ListenerKey key) {
        var address = key.address();
        var now = pools;
        if (now.stream().noneMatch(pool -> pool.contains(address))) {
            return Optional.empty();
        }
        var length = address.getAddress().length;
        var shared =
                !eachApart
                        && (datagramsShare || key.protocol() == Protocol.TCP)
                        && now.stream()
                                .anyMatch(
                                        pool ->
                                                !pool.isOneAddress()
                                                        && pool.first().bits() == 8 * length);
        return Optional.of(
                shared
                        ? new ListenerKey(
                                key.protocol(), length == 4 ? ANY_IPV4 : ANY_IPV6, key.port())
                        : key);
    }
}
