package io.sixlane.relay.udp;

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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Linux's {@code sockaddr_in} and {@code sockaddr_in6} (source: linux/in.h, linux/in6.h). */
final class SocketName {
    /** Bytes that hold any of them. */
    static final int CAPACITY = 32;

    static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong NETWORK_LONG =
            JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** The upper half of the lower 64 bits of a mapped IPv4 address. */
    static final long MAPPED = 0xffff_0000_0000L;

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int IPV4_LENGTH = 16;
    private static final int IPV6_LENGTH = 28;

    private SocketName() {}

    static boolean isIpv6(InetAddress address) {
        return address instanceof Inet6Address;
    }

    /** Returns the length in bytes. */
    static int write(MemorySegment at, long offset, InetSocketAddress address) {
        var key = new FlowKey().set(address, address);
        return isIpv6(address.getAddress())
                ? writeIpv6(
                        at, offset, key.clientHigh, key.clientLow, zoneOf(key), address.getPort())
                : writeIpv4(at, offset, key.clientLow, address.getPort());
    }

    /** The client of a session. */
    static int writeClient(MemorySegment at, long offset, FlowKey key, boolean ipv6) {
        var port = (int) (key.ports >>> 16) & 0xffff;
        return ipv6
                ? writeIpv6(at, offset, key.clientHigh, key.clientLow, zoneOf(key), port)
                : writeIpv4(at, offset, key.clientLow, port);
    }

    /** A sender as the client of {@code key}, with the port it sent to. */
    static void readClient(MemorySegment at, long offset, FlowKey key, int localPort) {
        var port = at.get(NETWORK_SHORT, offset + 2) & 0xffff;
        if (at.get(JAVA_SHORT, offset) == AF_INET6) {
            key.clientHigh = at.get(NETWORK_LONG, offset + 8);
            key.clientLow = at.get(NETWORK_LONG, offset + 16);
            key.ports = FlowKey.portsOf(at.get(JAVA_INT, offset + 24), port, localPort);
        } else {
            key.clientHigh = 0;
            key.clientLow = MAPPED | Integer.toUnsignedLong(at.get(NETWORK_INT, offset + 4));
            key.ports = FlowKey.portsOf(0, port, localPort);
        }
    }

    static InetSocketAddress read(MemorySegment at, long offset) throws UnknownHostException {
        var key = new FlowKey();
        readClient(at, offset, key, 0);
        return client(key);
    }

    static InetSocketAddress client(FlowKey key) throws UnknownHostException {
        return address(
                key.clientHigh, key.clientLow, zoneOf(key), (int) (key.ports >>> 16) & 0xffff);
    }

    static InetSocketAddress accelerated(FlowKey key) throws UnknownHostException {
        return address(key.localHigh, key.localLow, 0, (int) key.ports & 0xffff);
    }

    private static int zoneOf(FlowKey key) {
        return (int) (key.ports >>> 32);
    }

    private static int writeIpv4(MemorySegment at, long offset, long low, int port) {
        at.set(JAVA_SHORT, offset, AF_INET);
        at.set(NETWORK_SHORT, offset + 2, (short) port);
        at.set(NETWORK_INT, offset + 4, (int) low);
        at.set(NETWORK_LONG, offset + 8, 0);
        return IPV4_LENGTH;
    }

    private static int writeIpv6(
            MemorySegment at, long offset, long high, long low, int zone, int port) {
        at.set(JAVA_SHORT, offset, AF_INET6);
        at.set(NETWORK_SHORT, offset + 2, (short) port);
        at.set(JAVA_INT, offset + 4, 0);
        at.set(NETWORK_LONG, offset + 8, high);
        at.set(NETWORK_LONG, offset + 16, low);
        at.set(JAVA_INT, offset + 24, zone);
        return IPV6_LENGTH;
    }

    /** Java makes an IPv4 address of a mapped one. */
    private static InetSocketAddress address(long high, long low, int zone, int port)
            throws UnknownHostException {
        var bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return new InetSocketAddress(
                zone == 0
                        ? InetAddress.getByAddress(bytes)
                        : Inet6Address.getByAddress(null, bytes, zone),
                port);
    }
}
