package io.sixlane.relay.proxyprotocol;

/**
 * Addresses as the version 1 header wants them: IPv6 in groups of hexadecimal digits only, also for
 * mapped IPv4, without a zone (source: proxy-protocol.txt, 2.1), the longest run of zero groups as
 * two colons (source: RFC 5952).
 */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    public static String of(byte[] address) {
        return address.length == 4 ? ipv4(address) : ipv6(address);
    }

    private static String ipv4(byte[] address) {
        return (address[0] & 0xff)
                + "."
                + (address[1] & 0xff)
                + "."
                + (address[2] & 0xff)
                + "."
                + (address[3] & 0xff);
    }

    private static String ipv6(byte[] address) {
        var from = GROUPS;
        var longest = 1; // a single zero group stays
        for (var i = 0; i < GROUPS; i++) {
            var zeros = zerosFrom(address, i);
            if (zeros > longest) {
                longest = zeros;
                from = i;
            }
        }
        var text = new StringBuilder(39);
        for (var i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(address, i)));
        }
        return text.toString();
    }

    private static int zerosFrom(byte[] address, int start) {
        var i = start;
        while (i < GROUPS && group(address, i) == 0) {
            i++;
        }
        return i - start;
    }

    private static int group(byte[] address, int i) {
        return (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
    }
}
