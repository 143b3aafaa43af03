package io.sixlane.relay.endpoint;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that share their first {@code length} bits, written {@code fd00::/64}.
 *
 * @param length 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressPrefix(InetAddress network, int length) {
    public AddressPrefix {
        var bits = network.getAddress().length * 8;
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException(
                    "prefix length must be 0 to %s, was %s".formatted(bits, length));
        }
    }

    /** Reads CIDR form; an address alone is a prefix of one. Also how Spring reads a property. */
    public static AddressPrefix valueOf(String text) {
        var slash = text.indexOf('/');
        try {
            var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            var length =
                    slash < 0
                            ? network.getAddress().length * 8
                            : Integer.parseInt(text.substring(slash + 1));
            return new AddressPrefix(network, length);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a prefix such as fd00::/64, was " + text, e);
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == network.getAddress().length
                && Arrays.equals(masked(bytes, length), masked(network.getAddress(), length));
    }

    public boolean isOneAddress() {
        return length == network.getAddress().length * 8;
    }

    /** A copy with all but the first {@code length} bits cleared. */
    static byte[] masked(byte[] address, int length) {
        var masked = address.clone();
        for (var i = 0; i < masked.length; i++) {
            var kept = Math.clamp(length - 8L * i, 0, 8);
            masked[i] &= (byte) (0xff00 >> kept);
        }
        return masked;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + length;
    }
}
