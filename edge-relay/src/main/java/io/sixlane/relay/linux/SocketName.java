package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** Linux's {@code sockaddr_in} and {@code sockaddr_in6} (source: linux/in.h, linux/in6.h). */
public final class SocketName {
    /** Bytes that hold either. */
    public static final int CAPACITY = 32;

    public static final ValueLayout.OfShort NETWORK_SHORT =
            JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    public static final ValueLayout.OfInt NETWORK_INT =
            JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    public static final ValueLayout.OfLong NETWORK_LONG =
            JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int IPV4_LENGTH = 16;
    private static final int IPV6_LENGTH = 28;

    private SocketName() {}

    /** Returns the length in bytes. */
    public static int write(MemorySegment at, long offset, InetSocketAddress address) {
        var bytes = address.getAddress().getAddress();
        if (address.getAddress() instanceof Inet6Address ip) {
            MemorySegment.copy(bytes, 0, at, JAVA_BYTE, offset + 8, 16);
            return headIpv6(at, offset, ip.getScopeId(), address.getPort());
        }
        MemorySegment.copy(bytes, 0, at, JAVA_BYTE, offset + 4, 4);
        return headIpv4(at, offset, address.getPort());
    }

    /** Returns the length in bytes. */
    public static int writeIpv4(MemorySegment at, long offset, int bits, int port) {
        at.set(NETWORK_INT, offset + 4, bits);
        return headIpv4(at, offset, port);
    }

    /** Returns the length in bytes. */
    public static int writeIpv6(
            MemorySegment at, long offset, long high, long low, int zone, int port) {
        at.set(NETWORK_LONG, offset + 8, high);
        at.set(NETWORK_LONG, offset + 16, low);
        return headIpv6(at, offset, zone, port);
    }

    private static int headIpv4(MemorySegment at, long offset, int port) {
        at.set(JAVA_SHORT, offset, AF_INET);
        at.set(NETWORK_SHORT, offset + 2, (short) port);
        at.set(NETWORK_LONG, offset + 8, 0);
        return IPV4_LENGTH;
    }

    private static int headIpv6(MemorySegment at, long offset, int zone, int port) {
        at.set(JAVA_SHORT, offset, AF_INET6);
        at.set(NETWORK_SHORT, offset + 2, (short) port);
        at.set(JAVA_INT, offset + 4, 0);
        at.set(JAVA_INT, offset + 24, zone);
        return IPV6_LENGTH;
    }

    public static boolean isIpv6(MemorySegment at, long offset) {
        return at.get(JAVA_SHORT, offset) == AF_INET6;
    }

    public static int port(MemorySegment at, long offset) {
        return at.get(NETWORK_SHORT, offset + 2) & 0xffff;
    }

    /** Bits of an IPv4 address. */
    public static int ipv4(MemorySegment at, long offset) {
        return at.get(NETWORK_INT, offset + 4);
    }

    /** Upper bits of an IPv6 address. */
    public static long ipv6High(MemorySegment at, long offset) {
        return at.get(NETWORK_LONG, offset + 8);
    }

    /** Lower bits of an IPv6 address. */
    public static long ipv6Low(MemorySegment at, long offset) {
        return at.get(NETWORK_LONG, offset + 16);
    }

    /** Zone of an IPv6 address. */
    public static int zone(MemorySegment at, long offset) {
        return at.get(JAVA_INT, offset + 24);
    }

    public static InetSocketAddress read(MemorySegment at, long offset) {
        var ipv6 = isIpv6(at, offset);
        var bytes = new byte[ipv6 ? 16 : 4];
        MemorySegment.copy(at, JAVA_BYTE, offset + (ipv6 ? 8 : 4), bytes, 0, bytes.length);
        var zone = ipv6 ? zone(at, offset) : 0;
        try {
            var ip =
                    zone == 0
                            ? InetAddress.getByAddress(bytes)
                            : Inet6Address.getByAddress(null, bytes, zone);
            return new InetSocketAddress(ip, port(at, offset));
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 bytes", e);
        }
    }
}
