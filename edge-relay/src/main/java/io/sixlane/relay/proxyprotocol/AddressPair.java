package io.sixlane.relay.proxyprotocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Client and accelerated address in one family, as every header wants them: 4 bytes each when both
 * are IPv4, mapped ones included, else 16 bytes each with an IPv4 address as {@code ::ffff:a.b.c.d}
 * (source: RFC 4291, 2.5.5.2).
 */
final class AddressPair {
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final byte[] client;
    private final byte[] accelerated;

    private AddressPair(byte[] client, byte[] accelerated) {
        this.client = client;
        this.accelerated = accelerated;
    }

    static AddressPair of(InetSocketAddress client, InetSocketAddress accelerated) {
        var from = shortest(client.getAddress());
        var to = shortest(accelerated.getAddress());
        return from.length == to.length
                ? new AddressPair(from, to)
                : new AddressPair(mapped(from), mapped(to));
    }

    /** 16 bytes each whatever they are. */
    static AddressPair wide(InetSocketAddress client, InetSocketAddress accelerated) {
        return new AddressPair(
                mapped(client.getAddress().getAddress()),
                mapped(accelerated.getAddress().getAddress()));
    }

    byte[] client() {
        return client;
    }

    byte[] accelerated() {
        return accelerated;
    }

    boolean isIpv4() {
        return client.length == 4;
    }

    private static byte[] shortest(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 16
                        && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
                ? Arrays.copyOfRange(bytes, MAPPED.length, bytes.length)
                : bytes;
    }

    private static byte[] mapped(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        var wide = Arrays.copyOf(MAPPED, 16);
        System.arraycopy(address, 0, wide, MAPPED.length, 4);
        return wide;
    }
}
