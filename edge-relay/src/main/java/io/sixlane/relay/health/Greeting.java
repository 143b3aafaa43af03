package io.sixlane.relay.health;

import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.proxyprotocol.ProxyHeader;

/** The PROXY header that an endpoint expects first; it marks a connection of the relay itself. */
public enum Greeting {
    NONE,
    PROXY_V1,
    PROXY_V2;

    /** The greeting on connections of a listener with {@code protocol}. */
    public static Greeting of(ClientIp clientIp, Protocol protocol) {
        if (protocol != Protocol.TCP) {
            return NONE;
        }
        return switch (clientIp) {
            case OFF, SPP -> NONE;
            case PROXY_V1 -> PROXY_V1;
            case PROXY_V2 -> PROXY_V2;
        };
    }

    /** The bytes that the connection begins with. */
    public byte[] bytes() {
        return switch (this) {
            case NONE -> new byte[0];
            case PROXY_V1 -> ProxyHeader.v1Local();
            case PROXY_V2 -> ProxyHeader.v2Local();
        };
    }
}
