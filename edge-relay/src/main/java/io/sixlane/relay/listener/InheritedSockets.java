package io.sixlane.relay.listener;

import java.net.InetSocketAddress;
import java.util.List;

/** Listening TCP sockets that another process of this relay left to this one. */
public interface InheritedSockets {
    InheritedSockets NONE = _ -> List.of();

    /** Descriptors of all sockets on {@code address}, the caller's to close; empty without any. */
    List<Integer> take(InetSocketAddress address);
}
