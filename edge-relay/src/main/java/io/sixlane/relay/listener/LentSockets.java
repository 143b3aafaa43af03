package io.sixlane.relay.listener;

import java.util.List;

/**
 * Descriptors of sockets that listen, as far as the platform shows them.
 *
 * @param connections of TCP
 * @param datagrams of UDP
 */
public record LentSockets(List<Integer> connections, List<Integer> datagrams) {
    public LentSockets {
        connections = List.copyOf(connections);
        datagrams = List.copyOf(datagrams);
    }
}
