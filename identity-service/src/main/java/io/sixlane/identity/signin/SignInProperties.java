package io.sixlane.identity.signin;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sign-in.
 *
 * @param publicUrl of the gateway, as browsers see it; passkeys are bound to its host name
 * @param linkLifetime of a single-use link
 * @param sessionLifetime from the sign-in, however much a session is used; more than 0
 */
@ConfigurationProperties("sixlane.identity")
record SignInProperties(
        URI publicUrl,
        @DefaultValue("10m") Duration linkLifetime,
        @DefaultValue("7d") Duration sessionLifetime) {
    SignInProperties {
        if (!sessionLifetime.isPositive()) {
            throw new IllegalArgumentException(
                    "sixlane.identity.session-lifetime must be more than 0, was "
                            + sessionLifetime);
        }
    }

    /** The console's page that redeems it. The fragment is sent to no server and is in no log. */
    URI link(String token) {
        return publicUrl.resolve("/sign-in.html#" + token);
    }
}
