package io.sixlane.http.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import reactor.core.publisher.Mono;

class VerifiedTokensTest {
    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicBoolean expired = new AtomicBoolean();
    private final VerifiedTokens tokens =
            new VerifiedTokens(
                    token ->
                            Mono.fromSupplier(
                                    () -> {
                                        verifications.incrementAndGet();
                                        if (token.startsWith("forged")) {
                                            throw new BadJwtException("signature");
                                        }
                                        return jwt(token);
                                    }),
                    _ ->
                            expired.get()
                                    ? OAuth2TokenValidatorResult.failure(
                                            new OAuth2Error("invalid_token"))
                                    : OAuth2TokenValidatorResult.success());

    @Test
    void the_signature_of_a_token_is_verified_once() {
        assertThat(tokens.decode("a").block()).isNotNull();
        assertThat(tokens.decode("a").block()).isNotNull();
        assertThat(verifications).hasValue(1);

        assertThat(tokens.decode("b").block()).isNotNull();
        assertThat(verifications).hasValue(2);
    }

    @Test
    void a_kept_token_that_expires_is_refused() {
        tokens.decode("a").block();
        expired.set(true);
        assertThatThrownBy(() -> tokens.decode("a").block())
                .isInstanceOf(JwtValidationException.class);
    }

    @Test
    void a_forged_token_is_never_kept() {
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged").block())
                    .isInstanceOf(BadJwtException.class);
        }
        assertThat(verifications).hasValue(2);
    }

    private static Jwt jwt(String token) {
        return Jwt.withTokenValue(token).header("alg", "ES256").subject("ann").build();
    }
}
