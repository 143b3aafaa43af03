package io.sixlane.relay.probe;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Where a measured connection goes, and what it sends. */
final class ProbeTarget {
    private final InetSocketAddress address;
    private final byte[] greeting;
    private final @Nullable ProbeTls tls;
    private final byte[] request;

    /**
     * @param greeting sent when the connection is established, before TLS; may be empty
     * @param tls null without TLS
     * @param request whose answer is read; empty to connect only
     */
    ProbeTarget(
            InetSocketAddress address, byte[] greeting, @Nullable ProbeTls tls, byte[] request) {
        this.address = address;
        this.greeting = greeting.clone();
        this.tls = tls;
        this.request = request.clone();
    }

    InetSocketAddress address() {
        return address;
    }

    byte[] greeting() {
        return greeting.clone();
    }

    @Nullable ProbeTls tls() {
        return tls;
    }

    byte[] request() {
        return request.clone();
    }
}
