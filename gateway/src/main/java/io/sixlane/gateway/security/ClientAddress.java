package io.sixlane.gateway.security;

import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpPrefix;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The address of a client: of the connection, or as the trusted proxy names it.
 *
 * @param text empty when it is not known
 * @param network that one subscriber has: the address itself for IPv4, 64 bits for IPv6
 */
record ClientAddress(String text, String network) {
    private static final String SUBSCRIBER = "/64";

    static ClientAddress of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        if (remote == null || remote.getAddress() == null) {
            return new ClientAddress("", "");
        }
        var address = IpAddress.of(remote.getAddress());
        var network =
                address.isIpv6()
                        ? IpPrefix.of(address + SUBSCRIBER).toString()
                        : address.toString();
        return new ClientAddress(remote.getAddress().getHostAddress(), network);
    }
}
