package io.sixlane.http.security;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/** The verified token of the request that runs, for a further service that answers to it. */
public final class BearerToken {
    private BearerToken() {}

    /** The value of an {@code Authorization} header; empty outside of a request. */
    public static Mono<String> ofRequest() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(JwtAuthenticationToken.class)
                .map(verified -> "Bearer " + verified.getToken().getTokenValue());
    }
}
