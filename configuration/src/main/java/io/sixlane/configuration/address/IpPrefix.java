package io.sixlane.configuration.address;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * All addresses that begin with the same bits.
 *
 * @param first its lowest address
 * @param length 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpPrefix(IpAddress first, int length) {
    private static final int MAPPED_BITS = IpAddress.IPV6_BITS - IpAddress.IPV4_BITS;

    public IpPrefix {
        if (length < 0 || length > first.bits()) {
            throw new IllegalArgumentException(
                    "prefix length must be 0 to " + first.bits() + ", was " + length);
        }
    }

    /**
     * Reads CIDR form, or one address; clears the bits after the prefix. An IPv4-mapped prefix of
     * /96 or longer is the IPv4 prefix. Spring reads properties with this method, too.
     *
     * @throws IllegalArgumentException if {@code text} is neither, with what to write instead
     */
    public static IpPrefix of(String text) {
        var slash = text.indexOf('/');
        var address =
                IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                        .orElseThrow(() -> notAPrefix(text));
        if (slash < 0) {
            return new IpPrefix(address, address.bits());
        }
        var digits = text.substring(slash + 1);
        if (!isNumber(digits)) {
            throw notAPrefix(text);
        }
        var length = Integer.parseInt(digits);
        var mapped = !address.isIpv6() && text.indexOf(':') >= 0;
        if (mapped && length < MAPPED_BITS) {
            throw new MappedTooShortException(text, rewritten(address, length));
        }
        if (mapped) {
            length -= MAPPED_BITS;
        }
        if (length > address.bits()) {
            throw notAPrefix(text);
        }
        return cut(address, length);
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty()
                && digits.length() <= 3
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static IpPrefix cut(IpAddress address, int length) {
        var host = address.bits() - length;
        var first = address.value().shiftRight(host).shiftLeft(host);
        return new IpPrefix(new IpAddress(first, address.bits()), length);
    }

    /**
     * Suggests how to write an IPv4 prefix, with the given length taken as IPv4 bits if possible.
     */
    private static String rewritten(IpAddress address, int length) {
        return length <= IpAddress.IPV4_BITS
                ? "write " + cut(address, length) + " for IPv4"
                : "write IPv4 prefixes as 192.0.2.0/24";
    }

    /** An IPv4-mapped prefix that covers more than IPv4 addresses. */
    public static final class MappedTooShortException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String instead;

        private MappedTooShortException(String text, String instead) {
            super("an IPv4-mapped prefix must be /96 or longer, was " + text + "; " + instead);
            this.instead = instead;
        }

        /** The remedy, such as {@code write 10.0.0.0/8 for IPv4}. */
        public String instead() {
            return instead;
        }
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

    public boolean contains(InetAddress address) {
        return contains(IpAddress.of(address));
    }

    public boolean contains(IpPrefix other) {
        return other.length >= length && contains(other.first);
    }

    public boolean isOneAddress() {
        return length == first.bits();
    }

    /** How many addresses it has. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(first.bits() - length);
    }

    /** The address {@code offset} after the first; the offset is 0 to size - 1. */
    public IpAddress at(BigInteger offset) {
        return new IpAddress(first.value().add(offset), first.bits());
    }

    @Override
    public String toString() {
        return first + "/" + length;
    }
}
