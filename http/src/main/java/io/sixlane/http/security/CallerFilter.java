package io.sixlane.http.security;

import static java.util.Objects.requireNonNull;

import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.identity.TokenClaims;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.Callers;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Notes the caller of a verified token. */
final class CallerFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .ofType(JwtAuthenticationToken.class)
                .doOnNext(verified -> Callers.note(exchange, caller(verified.getToken())))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static Caller caller(Jwt token) {
        return new Caller(
                requireNonNull(token.getClaimAsString(TokenClaims.ACCOUNT)),
                requireNonNull(token.getSubject()),
                Role.valueOf(requireNonNull(token.getClaimAsString(TokenClaims.ROLE))),
                requireNonNull(token.getId()),
                Optional.ofNullable(token.getClaimAsString(TokenClaims.ACCELERATOR)),
                Optional.ofNullable(token.getClaimAsString(TokenClaims.CLIENT_ADDRESS)).orElse(""));
    }
}
