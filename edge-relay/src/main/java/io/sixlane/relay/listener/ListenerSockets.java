package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sockets that accept. Used by the reconciling thread alone. */
final class ListenerSockets {
    private final TcpPath tcp;
    private final UdpPath udp;
    private final InheritedSockets inherited;
    private final ListenerAdmission admission;
    private final Map<ListenerKey, Held> sockets = new HashMap<>();

    /** The keys of {@link #sockets} without a listener. */
    private final Set<ListenerKey> idle = new HashSet<>();

    private static final class Held {
        private final BoundSocket socket;
        private int listeners;

        private Held(BoundSocket socket) {
            this.socket = socket;
        }
    }

    /** One {@link Admission} for each protocol. */
    interface ListenerAdmission {
        Admission of(Protocol protocol);
    }

    ListenerSockets(
            TcpPath tcp, UdpPath udp, InheritedSockets inherited, ListenerAdmission admission) {
        this.inherited = inherited;
        this.tcp = tcp;
        this.udp = udp;
        this.admission = admission;
    }

    /**
     * Serves one more listener through {@code socket}, which is bound for the first.
     *
     * @throws IOException with the system's reason; then nothing is counted
     */
    void take(ListenerKey socket) throws IOException {
        var held = sockets.get(socket);
        if (held == null) {
            held = new Held(bind(socket));
            sockets.put(socket, held);
        }
        held.listeners++;
        idle.remove(socket);
    }

    /** Serves one listener less; the port stays bound until {@link #releaseIdle}. */
    void give(ListenerKey socket) {
        var held = sockets.get(socket);
        if (held != null && --held.listeners == 0) {
            idle.add(socket);
        }
    }

    /** Releases the ports that no listener is served through, but for those needed soon. */
    void releaseIdle(Set<ListenerKey> needed) {
        idle.removeIf(
                socket -> {
                    if (needed.contains(socket)) {
                        return false;
                    }
                    release(socket);
                    return true;
                });
    }

    /** The descriptors of every socket of that protocol, as far as the platform shows them. */
    List<Integer> descriptors(Protocol protocol) {
        return sockets.entrySet().stream()
                .filter(socket -> socket.getKey().protocol() == protocol)
                .flatMap(socket -> socket.getValue().socket.descriptors().stream())
                .toList();
    }

    void releaseAll() {
        List.copyOf(sockets.keySet()).forEach(this::release);
        idle.clear();
    }

    private void release(ListenerKey socket) {
        var held = sockets.remove(socket);
        if (held != null) {
            held.socket.close();
        }
    }

    private BoundSocket bind(ListenerKey socket) throws IOException {
        var address = new InetSocketAddress(socket.address(), socket.port());
        var admits = admission.of(socket.protocol());
        return switch (socket.protocol()) {
            case TCP -> {
                var descriptors = inherited.take(address);
                yield descriptors.isEmpty()
                        ? tcp.bind(address, admits)
                        : tcp.adopt(descriptors, admits);
            }
            case UDP -> {
                var descriptors = inherited.takeDatagrams(address);
                yield descriptors.isEmpty()
                        ? udp.bind(address, admits)
                        : udp.adopt(address, descriptors, admits);
            }
        };
    }
}
