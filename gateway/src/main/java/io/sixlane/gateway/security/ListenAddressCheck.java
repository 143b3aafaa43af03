package io.sixlane.gateway.security;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Refuses to start where credentials would cross a network without TLS. */
@Component
class ListenAddressCheck implements InitializingBean {
    private final @Nullable InetAddress address;
    private final boolean reachable;

    ListenAddressCheck(ServerProperties server, SecurityProperties security) {
        address = server.getAddress();
        reachable = security.isReachable();
    }

    @Override
    public void afterPropertiesSet() {
        if (!reachable && (address == null || !address.isLoopbackAddress())) {
            throw new IllegalStateException(
                    ("Without TLS the gateway listens on loopback only, not on %s. Set"
                                    + " SIXLANE_GATEWAY_TLS=FILES with a certificate and a key,"
                                    + " SIXLANE_GATEWAY_TLS=PROXY behind a proxy that ends TLS, or"
                                    + " SIXLANE_HTTP_ADDRESS=127.0.0.1.")
                            .formatted(
                                    address == null ? "every address" : address.getHostAddress()));
        }
    }
}
