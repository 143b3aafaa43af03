package io.sixlane.relay.limit;

import io.sixlane.relay.accesslist.AddressBits;
import java.net.InetAddress;

/**
 * What counts as one client: an IPv6 prefix, because one host has as many addresses as it likes, or
 * an IPv4 address. An IPv4 client behind a NAT64 (64:ff9b::/96, RFC 6052) is its IPv4 address.
 */
record ClientPrefix(AddressBits bits) {
    private static final long NAT64 = 0x0064_ff9b_0000_0000L;
    private static final long MAPPED = 0xffff_0000_0000L;

    /**
     * @param length leading bits of an IPv6 address that make a client, 48 to 128
     */
    public static ClientPrefix of(InetAddress client, int length) {
        var bits = AddressBits.of(client);
        if (bits.high() == NAT64 && bits.low() >>> 32 == 0) {
            return new ClientPrefix(new AddressBits(0, MAPPED | bits.low()));
        }
        return new ClientPrefix(bits.isIpv4() ? bits : bits.masked(length));
    }
}
