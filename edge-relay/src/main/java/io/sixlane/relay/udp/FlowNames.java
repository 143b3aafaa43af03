package io.sixlane.relay.udp;

import io.sixlane.relay.linux.SocketName;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Socket names as the addresses of a {@link FlowKey}, without an object between. */
final class FlowNames {
    private FlowNames() {}

    /** Writes the client of a session; returns the length in bytes. */
    static int writeClient(MemorySegment at, long offset, FlowKey key, boolean ipv6) {
        var port = (int) (key.ports >>> 16) & 0xffff;
        return ipv6
                ? SocketName.writeIpv6(at, offset, key.clientHigh, key.clientLow, zoneOf(key), port)
                : SocketName.writeIpv4(at, offset, (int) key.clientLow, port);
    }

    /** Reads a sender as the client of {@code key}, with the port it sent to. */
    static void readClient(MemorySegment at, long offset, FlowKey key, int localPort) {
        var port = SocketName.port(at, offset);
        if (SocketName.isIpv6(at, offset)) {
            key.clientHigh = SocketName.ipv6High(at, offset);
            key.clientLow = SocketName.ipv6Low(at, offset);
            key.ports = FlowKey.portsOf(SocketName.zone(at, offset), port, localPort);
        } else {
            key.clientHigh = 0;
            key.clientLow = FlowKey.mapped(SocketName.ipv4(at, offset));
            key.ports = FlowKey.portsOf(0, port, localPort);
        }
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

    /** Java turns a mapped address into an IPv4 one. */
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
