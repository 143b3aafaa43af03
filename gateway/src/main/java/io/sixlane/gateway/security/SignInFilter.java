package io.sixlane.gateway.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Bounds the rate of sign-ins, of other steps of sessions, and of messages of relays that join,
 * whose callers have no credentials of the API, and names their client to the service.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 14)
class SignInFilter implements WebFilter {
    /** Each question about a passkey is kept, so it counts as well. */
    private static final List<PathPattern> SIGN_IN =
            patterns("/login/**", "/oauth2/authorization/**", "/webauthn/authenticate/**");

    private static final List<PathPattern> SESSIONS =
            patterns("/login/**", "/webauthn/**", "/join");

    private static final List<PathPattern> JOINS = patterns("/join");

    /** The cookie goes to the service, where a made-up one is looked up as well. */
    private static final List<PathPattern> SESSION_STEPS =
            patterns("/logout", "/webauthn/register/**");

    /** By which the service knows it where there is no token yet. */
    private static final String CLIENT_ADDRESS = "X-Client-Address";

    private final Rates rates;

    SignInFilter(Rates rates) {
        this.rates = rates;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication();
        var client = ClientAddress.of(exchange.getRequest());
        return Mono.defer(
                () -> {
                    if (isOneOf(SIGN_IN, path)) {
                        rates.countSignIn(client);
                    }
                    if (isOneOf(JOINS, path)) {
                        rates.countJoin(client);
                    }
                    if (isOneOf(SESSION_STEPS, path)) {
                        rates.countSessionStep(client);
                    }
                    return chain.filter(
                            isOneOf(SESSIONS, path) ? naming(client, exchange) : exchange);
                });
    }

    private static ServerWebExchange naming(ClientAddress client, ServerWebExchange exchange) {
        return exchange.mutate()
                .request(
                        request ->
                                request.headers(
                                        headers -> headers.set(CLIENT_ADDRESS, client.text())))
                .build();
    }

    private static boolean isOneOf(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static List<PathPattern> patterns(String... texts) {
        return Stream.of(texts).map(PathPatternParser.defaultInstance::parse).toList();
    }
}
