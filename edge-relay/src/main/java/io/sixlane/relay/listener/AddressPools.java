package io.sixlane.relay.listener;

import io.sixlane.relay.endpoint.AddressPrefix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The addresses this relay serves, and through which sockets. */
record AddressPools(List<AddressPrefix> pools) {
    private static final InetAddress ANY_IPV6 = InetAddress.ofLiteral("::");
    private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");

    AddressPools {
        pools = List.copyOf(pools);
    }

    /**
     * The socket that takes connections to {@code key}: with a prefix among the pools one for all
     * addresses of its family, else one of its own. Empty for an address of no pool.
     */
    Optional<InetSocketAddress> socketFor(ListenerKey key) {
        var address = key.address();
        if (pools.stream().noneMatch(pool -> pool.contains(address))) {
            return Optional.empty();
        }
        var length = address.getAddress().length;
        var shared =
                pools.stream()
                        .anyMatch(
                                pool ->
                                        !pool.isOneAddress()
                                                && pool.network().getAddress().length == length);
        return Optional.of(
                new InetSocketAddress(
                        shared ? (length == 4 ? ANY_IPV4 : ANY_IPV6) : address, key.port()));
    }
}
