package io.sixlane.gateway.security;

import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.Callers;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts the token that services trust in the place of a client's credentials, on every path of the
 * API. Without credentials that count there is no answer but 401.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class ExchangeFilter implements WebFilter {
    private static final String API = "/v1/";

    private final TokenExchange exchange;

    ExchangeFilter(TokenExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange http, WebFilterChain chain) {
        var request = http.getRequest();
        if (!request.getPath().value().startsWith(API)
                || request.getMethod().equals(HttpMethod.OPTIONS)) {
            return chain.filter(http);
        }
        return Mono.justOrEmpty(Credentials.of(request))
                .flatMap(exchange::token)
                .switchIfEmpty(Mono.error(() -> new RefusedException(Callers.signInRequired())))
                .flatMap(token -> chain.filter(with(token, http)));
    }

    private static ServerWebExchange with(String token, ServerWebExchange http) {
        return http.mutate()
                .request(
                        request ->
                                request.headers(
                                        headers -> {
                                            headers.remove(HttpHeaders.COOKIE);
                                            headers.setBearerAuth(token);
                                        }))
                .build();
    }
}
