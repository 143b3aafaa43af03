package io.sixlane.http.security;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The signer of tokens.
 *
 * @param identityUrl scheme, host and port of the identity service
 */
@ConfigurationProperties("sixlane")
record TokenProperties(@DefaultValue("http://127.0.0.1:8104") URI identityUrl) {
    URI keys() {
        return identityUrl.resolve("/oauth2/jwks");
    }
}
