package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.tcp.Admission;
import io.sixlane.relay.tcp.BoundSocket;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The sockets that accept. Used by the reconciling thread alone. */
final class ListenerSockets {
    private final TcpPath tcp;
    private final UdpPath udp;
    private final ListenerAdmission admission;
    private final Map<ListenerKey, BoundSocket> sockets = new HashMap<>();

    /** One {@link Admission} for each protocol. */
    interface ListenerAdmission {
        Admission of(Protocol protocol);
    }

    ListenerSockets(TcpPath tcp, UdpPath udp, ListenerAdmission admission) {
        this.tcp = tcp;
        this.udp = udp;
        this.admission = admission;
    }

    /** Releases every other port. */
    void retain(Set<ListenerKey> needed) {
        sockets.entrySet()
                .removeIf(
                        entry -> {
                            if (needed.contains(entry.getKey())) {
                                return false;
                            }
                            entry.getValue().close();
                            return true;
                        });
    }

    void ensure(ListenerKey socket) throws IOException {
        if (!sockets.containsKey(socket)) {
            sockets.put(socket, bind(socket));
        }
    }

    private BoundSocket bind(ListenerKey socket) throws IOException {
        var address = new InetSocketAddress(socket.address(), socket.port());
        var admits = admission.of(socket.protocol());
        return switch (socket.protocol()) {
            case TCP -> tcp.bind(address, admits);
            case UDP -> udp.bind(address, admits);
        };
    }
}
