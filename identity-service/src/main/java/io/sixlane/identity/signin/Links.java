package io.sixlane.identity.signin;

import java.net.URI;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;

/** Makes single-use links that sign a member in. */
@Component
class Links {
    /** Unused links of one member; the oldest ones end when there are more. */
    private static final int MOST = 5;

    private final OneTimeTokenService tokens;
    private final SignInProperties properties;
    private final JdbcClient jdbc;

    Links(OneTimeTokenService tokens, SignInProperties properties, JdbcClient jdbc) {
        this.tokens = tokens;
        this.properties = properties;
        this.jdbc = jdbc;
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
        endOldest(member);
        return new Link(properties.link(token.getTokenValue()), token.getExpiresAt());
    }

    private void endOldest(String member) {
        jdbc.sql(
                        """
                        delete from one_time_tokens
                        where username = :member
                          and token_value not in
                              (select token_value from one_time_tokens
                               where username = :member
                               order by expires_at desc
                               limit :most)
                        """)
                .param("member", member)
                .param("most", MOST)
                .update();
    }
}
