package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a session begins.
 *
 * @param key copied by the session
 * @param owner the socket that received its first datagram
 * @param from where the client is, when another relay handed the session over; null when it is here
 */
record SessionStart(
        FlowKey key,
        InetSocketAddress client,
        InetSocketAddress accelerated,
        Route route,
        ListenerSocket owner,
        @Nullable CarriedClient from) {}
