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
 */
@ConfigurationProperties("sixlane.identity")
record SignInProperties(URI publicUrl, @DefaultValue("10m") Duration linkLifetime) {
    /** The console's page that redeems it. The fragment is sent to no server and is in no log. */
    URI link(String token) {
        return publicUrl.resolve("/sign-in.html#" + token);
    }
}
