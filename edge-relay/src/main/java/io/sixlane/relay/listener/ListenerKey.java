package io.sixlane.relay.listener;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where clients connect to: an accelerated address and a port, 1 to 65499. */
record ListenerKey(InetAddress address, int port) {
    static ListenerKey of(InetSocketAddress socket) {
        return new ListenerKey(socket.getAddress(), socket.getPort());
    }

    @Override
    public String toString() {
        var host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }
}
