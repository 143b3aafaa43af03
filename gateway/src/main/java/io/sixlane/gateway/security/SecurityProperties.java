package io.sixlane.gateway.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The addresses and origins that are admitted.
 *
 * @param tls how the gateway is reached
 * @param proxies before the gateway whose words about a client count, the outermost one included
 * @param maxBody the largest request body
 */
@ConfigurationProperties("sixlane.gateway")
record SecurityProperties(
        @DefaultValue("NONE") Tls tls,
        @DefaultValue("1") int proxies,
        @DefaultValue("1MB") DataSize maxBody) {
    /** The end of TLS. */
    enum Tls {
        /** There is no TLS, so only this machine may reach the gateway. */
        NONE,
        /** The gateway ends it, with a certificate and a key in files. */
        FILES,
        /** A proxy before the gateway ends it. */
        PROXY
    }

    /** Whether others than this machine may reach it. */
    boolean isReachable() {
        return tls != Tls.NONE;
    }
}
