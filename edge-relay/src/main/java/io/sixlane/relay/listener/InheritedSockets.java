package io.sixlane.relay.listener;

import java.net.InetSocketAddress;
import java.util.List;

/** Listening sockets that another process of this relay left to this one. */
public interface InheritedSockets {
    InheritedSockets NONE = _ -> List.of();

    /** Descriptors of all TCP sockets on {@code address}, the caller's to close; or none. */
    List<Integer> take(InetSocketAddress address);

    /** Like {@link #take}, for UDP, in the order they were lent. */
    default List<Integer> takeDatagrams(InetSocketAddress address) {
        return List.of();
    }
}
