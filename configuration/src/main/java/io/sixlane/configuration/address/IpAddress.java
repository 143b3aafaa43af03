package io.sixlane.configuration.address;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address as a number.
 *
 * @param bits 32 or 128
 */
public record IpAddress(BigInteger value, int bits) implements Comparable<IpAddress> {
    public static final int IPV4_BITS = 32;
    public static final int IPV6_BITS = 128;

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}(\\.[0-9.]{1,14})?");
    private static final int HEXTETS = 8;

    public IpAddress {
        if (value.signum() < 0 || value.bitLength() > bits) {
            throw new IllegalArgumentException(value + " does not fit into " + bits + " bits");
        }
    }

    /**
     * Reads four decimal numbers, or IPv6 without a zone. An IPv4-mapped IPv6 address is the IPv4
     * address. Empty for everything else: no name is looked up, and none of the shorter forms of
     * inet_aton (127.1, 0x7f000001) is accepted.
     */
    public static Optional<IpAddress> parse(String text) {
        if (IPV4.matcher(text).matches()) {
            var value = BigInteger.ZERO;
            for (var octet : text.split("\\.", -1)) {
                value = value.shiftLeft(8).or(new BigInteger(octet));
            }
            return Optional.of(new IpAddress(value, IPV4_BITS));
        }
        if (!text.contains(":") || !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(Inet6Address.ofLiteral(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public static IpAddress of(InetAddress address) {
        var bytes = address.getAddress();
        return new IpAddress(new BigInteger(1, bytes), 8 * bytes.length);
    }

    /** Looks nothing up. */
    public InetAddress toInetAddress() {
        return InetAddress.ofLiteral(toString());
    }

    public boolean isIpv6() {
        return bits == IPV6_BITS;
    }

    public IpFamily family() {
        return isIpv6() ? IpFamily.IPV6 : IpFamily.IPV4;
    }

    /** The IPv4 address in 32 bits of this one, of which {@code right} bits follow. */
    public IpAddress embeddedIpv4(int right) {
        var low = BigInteger.ONE.shiftLeft(IPV4_BITS).subtract(BigInteger.ONE);
        return new IpAddress(value.shiftRight(right).and(low), IPV4_BITS);
    }

    /**
     * Whether only its own network or host reaches it: private in IANA's registries, link-local or
     * loopback. An address that translates to IPv4 is public.
     */
    public boolean isPrivate() {
        var address = toInetAddress();
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || SpecialAddresses.find(this)
                        .filter(entry -> entry.use() == SpecialAddresses.Use.PRIVATE)
                        .isPresent();
    }

    @Override
    public int compareTo(IpAddress other) {
        return bits == other.bits ? value.compareTo(other.value) : bits - other.bits;
    }

    /** Dotted decimal, or the canonical IPv6 form of RFC 5952. */
    @Override
    public String toString() {
        return isIpv6() ? ipv6Text() : ipv4Text();
    }

    private String ipv4Text() {
        var number = value.longValueExact();
        return String.join(
                ".",
                Long.toString(number >>> 24),
                Long.toString(number >>> 16 & 0xff),
                Long.toString(number >>> 8 & 0xff),
                Long.toString(number & 0xff));
    }

    private String ipv6Text() {
        var runStart = -1;
        var runLength = 1;
        for (var start = 0; start < HEXTETS; start++) {
            var length = 0;
            while (start + length < HEXTETS && hextet(start + length) == 0) {
                length++;
            }
            if (length > runLength) {
                runStart = start;
                runLength = length;
            }
        }
        var text = new StringBuilder();
        for (var i = 0; i < HEXTETS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(hextet(i)));
        }
        return text.toString();
    }

    private int hextet(int index) {
        return value.shiftRight(16 * (HEXTETS - 1 - index)).intValue() & 0xffff;
    }
}
