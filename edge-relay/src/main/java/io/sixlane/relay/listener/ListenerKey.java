package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.Protocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where clients connect to: an accelerated address and a port, 1 to 65499. TCP and UDP have port
 * numbers of their own.
 */
record ListenerKey(Protocol protocol, InetAddress address, int port) {
    static ListenerKey of(Protocol protocol, InetSocketAddress socket) {
        return new ListenerKey(protocol, socket.getAddress(), socket.getPort());
    }

    @Override
    public String toString() {
        var host = address.getHostAddress();
        var text = (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
        return protocol == Protocol.UDP ? text + "/udp" : text;
    }
}
