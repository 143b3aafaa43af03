package io.sixlane.identity.signin;

import java.net.URI;
import java.time.Instant;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;

/** Makes single-use links that sign a member in. */
@Component
class Links {
    private final OneTimeTokenService tokens;
    private final SignInProperties properties;

    Links(OneTimeTokenService tokens, SignInProperties properties) {
        this.tokens = tokens;
        this.properties = properties;
    }

    /**
     * A link that signs its first user in.
     *
     * @param expiresAt unused until then
     */
    record Link(URI url, Instant expiresAt) {}

    Link forMember(String member) {
        var token =
                tokens.generate(new GenerateOneTimeTokenRequest(member, properties.linkLifetime()));
        return new Link(properties.link(token.getTokenValue()), token.getExpiresAt());
    }
}
