package io.sixlane.relay.endpoint;

import java.net.InetAddress;
import java.util.List;

/**
 * Where a domain endpoint may lead. Addresses are checked when they are configured; what a name
 * resolves to is only known here.
 *
 * @param allowed prefixes the operator trusts although they are refused by default
 */
public record EndpointPolicy(List<AddressPrefix> allowed) {
    /** Cloud metadata addresses that are not link-local (source: AWS and Alibaba documentation). */
    private static final List<AddressPrefix> METADATA =
            List.of(
                    AddressPrefix.valueOf("fd00:ec2::254/128"),
                    AddressPrefix.valueOf("100.100.100.200/32"));

    public EndpointPolicy {
        allowed = List.copyOf(allowed);
    }

    public boolean allows(InetAddress address) {
        var refused =
                address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isMulticastAddress()
                        || address.isAnyLocalAddress()
                        || METADATA.stream().anyMatch(prefix -> prefix.contains(address));
        return !refused || allowed.stream().anyMatch(prefix -> prefix.contains(address));
    }
}
