package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import java.util.List;

/** Where a session went, and by which relays. */
record ReachedEndpoint(InetSocketAddress outgoing, InetSocketAddress endpoint, List<String> way)
        implements Route.Upstream {}
