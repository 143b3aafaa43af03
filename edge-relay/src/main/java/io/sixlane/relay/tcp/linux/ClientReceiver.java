package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Admits clients, and begins their connections. */
final class ClientReceiver implements Acceptor.Receiver {
    private final RelayLoop loop;
    private final Admission admission;

    /** Null when clients connect to many addresses. */
    private final @Nullable InetSocketAddress address;

    ClientReceiver(RelayLoop loop, InetSocketAddress bound, Admission admission) {
        this.loop = loop;
        this.address = bound.getAddress().isAnyLocalAddress() ? null : bound;
        this.admission = admission;
    }

    @Override
    public void accepted(int descriptor) {
        var client = loop.sockets().acceptedFrom();
        var local = address == null ? loop.sockets().localAddress(descriptor) : address;
        var socket = PolledSocket.accepted(loop, descriptor);
        Route route = null;
        NativeConnection connection = null;
        try {
            route = local == null ? null : admission.admit(local, client);
            connection = route == null ? null : new NativeConnection(loop, socket, route);
        } finally {
            if (connection == null) {
                loop.refuse(descriptor);
                if (route != null) {
                    route.closed(DisconnectCause.STOPPED);
                }
            }
        }
        if (connection != null && local != null) {
            try {
                connection.start(client, local);
            } catch (Throwable e) { // an Error too must not cost the place it was admitted to
                connection.broken(e);
            }
        }
    }
}
