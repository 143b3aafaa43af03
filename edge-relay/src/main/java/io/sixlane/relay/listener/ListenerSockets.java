package io.sixlane.relay.listener;

import io.sixlane.relay.tcp.Admission;
import io.sixlane.relay.tcp.BoundSocket;
import io.sixlane.relay.tcp.TcpPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The sockets that accept. Used by the reconciling thread alone. */
final class ListenerSockets {
    private final TcpPath path;
    private final Admission admission;
    private final Map<InetSocketAddress, BoundSocket> sockets = new HashMap<>();

    ListenerSockets(TcpPath path, Admission admission) {
        this.path = path;
        this.admission = admission;
    }

    /** Releases every other port. */
    void retain(Set<InetSocketAddress> needed) {
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

    void ensure(InetSocketAddress address) throws IOException {
        if (!sockets.containsKey(address)) {
            sockets.put(address, path.bind(address, admission));
        }
    }
}
