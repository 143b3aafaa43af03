package io.sixlane.relay.udp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * Client and accelerated address of a session, as numbers, so that looking one up makes no object.
 * Used again for each datagram; {@link SessionTable} copies what it keeps.
 */
final class FlowKey {
    private static final long MAPPED = 0xffff_0000_0000L;

    /** Addresses as 128 bits, IPv4 mapped. */
    long clientHigh;

    long clientLow;
    long localHigh;
    long localLow;

    /** Client's zone, its port, the accelerated port: 32, 16 and 16 bits. */
    long ports;

    FlowKey set(long clientHigh, long clientLow, long localHigh, long localLow, long ports) {
        this.clientHigh = clientHigh;
        this.clientLow = clientLow;
        this.localHigh = localHigh;
        this.localLow = localLow;
        this.ports = ports;
        return this;
    }

    FlowKey set(InetSocketAddress client, InetSocketAddress local) {
        var from = client.getAddress().getAddress();
        var to = local.getAddress().getAddress();
        var zone = client.getAddress() instanceof Inet6Address ip ? ip.getScopeId() : 0;
        return set(
                high(from),
                low(from),
                high(to),
                low(to),
                portsOf(zone, client.getPort(), local.getPort()));
    }

    FlowKey copy() {
        return new FlowKey().set(clientHigh, clientLow, localHigh, localLow, ports);
    }

    static long portsOf(int zone, int clientPort, int localPort) {
        return (long) zone << 32 | (long) clientPort << 16 | localPort;
    }

    /** The lower half of a mapped IPv4 address. */
    static long mapped(int ipv4) {
        return MAPPED | Integer.toUnsignedLong(ipv4);
    }

    private static long high(byte[] address) {
        return address.length == 4 ? 0 : number(address, 0, 8);
    }

    private static long low(byte[] address) {
        return address.length == 4 ? MAPPED | number(address, 0, 4) : number(address, 8, 8);
    }

    private static long number(byte[] bytes, int from, int length) {
        var number = 0L;
        for (var i = from; i < from + length; i++) {
            number = number << 8 | (bytes[i] & 0xff);
        }
        return number;
    }
}
