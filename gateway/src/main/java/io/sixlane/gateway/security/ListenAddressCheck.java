package io.sixlane.gateway.security;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Refuses to start where strangers could reach an API that has no sign-in. */
@Component
class ListenAddressCheck implements InitializingBean {
    private final @Nullable InetAddress address;
    private final boolean anyAllowed;

    ListenAddressCheck(ServerProperties server, SecurityProperties security) {
        address = server.getAddress();
        anyAllowed = security.allowAnyAddress();
    }

    @Override
    public void afterPropertiesSet() {
        if (!anyAllowed && (address == null || !address.isLoopbackAddress())) {
            throw new IllegalStateException(
                    ("The gateway has no sign-in yet, so it listens on loopback only, not on %s."
                                    + " Set SIXLANE_HTTP_ADDRESS=127.0.0.1, or, behind something"
                                    + " that signs people in,"
                                    + " SIXLANE_GATEWAY_ALLOW_ANY_ADDRESS=true.")
                            .formatted(
                                    address == null ? "every address" : address.getHostAddress()));
        }
    }
}
