package io.sixlane.http.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Verifies the signature of a token once for the requests of some seconds: the gateway sends one
 * token with all of them. Its times and its audience are checked each time.
 */
final class VerifiedTokens implements ReactiveJwtDecoder {
    /** About 2 KB each. */
    private static final int MOST_KEPT = 10_000;

    /** How long a token whose key was withdrawn still counts. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final ReactiveJwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> claims;
    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    /**
     * @param signatures verifies the signature of a token
     * @param claims checks the claims of a token whose signature is right
     */
    VerifiedTokens(ReactiveJwtDecoder signatures, OAuth2TokenValidator<Jwt> claims) {
        this.signatures = signatures;
        this.claims = claims;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(
                () -> {
                    var kept = verified.getIfPresent(token);
                    var jwt =
                            kept == null
                                    ? signatures
                                            .decode(token)
                                            .doOnNext(right -> verified.put(token, right))
                                    : Mono.just(kept);
                    return jwt.map(this::checked);
                });
    }

    private Jwt checked(Jwt jwt) {
        var result = claims.validate(jwt);
        if (result.hasErrors()) {
            throw new JwtValidationException(
                    "the claims of the token do not count", result.getErrors());
        }
        return jwt;
    }
}
