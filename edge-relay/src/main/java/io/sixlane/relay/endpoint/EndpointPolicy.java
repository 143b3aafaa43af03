package io.sixlane.relay.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where a domain endpoint may lead. Addresses are checked when they are configured; what a name
 * resolves to is only known here.
 *
 * @param allowed prefixes the operator trusts although they are refused by default
 */
public record EndpointPolicy(List<AddressPrefix> allowed) {
    /**
     * Cloud metadata addresses that are not link-local (source: AWS, Alibaba, Azure and Oracle
     * documentation).
     */
    private static final List<AddressPrefix> METADATA =
            List.of(
                    AddressPrefix.valueOf("fd00:ec2::254/128"),
                    AddressPrefix.valueOf("100.100.100.200/32"),
                    AddressPrefix.valueOf("168.63.129.16/32"),
                    AddressPrefix.valueOf("192.0.0.192/32"));

    /** IPv4 addresses in IPv6 ones, from byte 12 (source: RFC 6052) and 2 (source: RFC 3056). */
    private static final AddressPrefix NAT64 = AddressPrefix.valueOf("64:ff9b::/96");

    private static final AddressPrefix SIX_TO_FOUR = AddressPrefix.valueOf("2002::/16");

    public EndpointPolicy {
        allowed = List.copyOf(allowed);
    }

    public boolean allows(InetAddress address) {
        return !isRefused(address) || isAllowed(address);
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(prefix -> prefix.contains(address));
    }

    private static boolean isRefused(InetAddress address) {
        if (NAT64.contains(address)) {
            return isRefused(ipv4In(address, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isRefused(ipv4In(address, 2));
        }
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.stream().anyMatch(prefix -> prefix.contains(address));
    }

    private static InetAddress ipv4In(InetAddress address, int from) {
        try {
            return InetAddress.getByAddress(
                    Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are an address", e);
        }
    }
}
