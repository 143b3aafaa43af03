package io.sixlane.relay.limit;

import io.sixlane.relay.accesslist.AddressBits;
import java.net.InetAddress;

/**
 * One client: an IPv6 prefix, because one host has as many addresses as it likes, or an IPv4
 * address, also behind a NAT64.
 */
public record ClientPrefix(AddressBits bits) {
    /**
     * @param length leading bits of an IPv6 address that make a client, 48 to 128
     */
    public static ClientPrefix of(InetAddress client, int length) {
        var bits = AddressBits.ofClient(client);
        return new ClientPrefix(bits.isIpv4() ? bits : bits.masked(length));
    }
}
