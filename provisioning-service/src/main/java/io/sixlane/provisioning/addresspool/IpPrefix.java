package io.sixlane.provisioning.addresspool;

import java.math.BigInteger;

/**
 * All addresses that begin with the same bits.
 *
 * @param first its lowest address
 * @param length 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpPrefix(IpAddress first, int length) {
    /**
     * Reads CIDR form, or one address; bits after the prefix are set to 0.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static IpPrefix parse(String text) {
        var slash = text.indexOf('/');
        var address =
                IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                        .orElseThrow(() -> notAPrefix(text));
        if (slash < 0) {
            return new IpPrefix(address, address.bits());
        }
        var digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > address.bits()) {
            throw notAPrefix(text);
        }
        var length = Integer.parseInt(digits);
        var host = address.bits() - length;
        var first = address.value().shiftRight(host).shiftLeft(host);
        return new IpPrefix(new IpAddress(first, address.bits()), length);
    }

    private static IllegalArgumentException notAPrefix(String text) {
        return new IllegalArgumentException(
                "must be an address prefix like fd00:1::/64 or 127.0.0.0/8, was " + text);
    }

    public boolean contains(IpAddress address) {
        var host = first.bits() - length;
        return address.bits() == first.bits()
                && address.value().shiftRight(host).equals(first.value().shiftRight(host));
    }

    /** Whether it is one address. */
    boolean isSingle() {
        return length == first.bits();
    }

    /** How many addresses it has. */
    BigInteger size() {
        return BigInteger.ONE.shiftLeft(first.bits() - length);
    }

    /** The address {@code offset} after the first; the offset is 0 to size - 1. */
    IpAddress at(BigInteger offset) {
        return new IpAddress(first.value().add(offset), first.bits());
    }

    @Override
    public String toString() {
        return first + "/" + length;
    }
}
