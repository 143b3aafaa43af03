package io.sixlane.gateway.security;

import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.Callers;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts the token that services trust in the place of a client's credentials, on every path of the
 * API, and bounds their rate. Without credentials that count there is no answer but 401, and a
 * stream ends when its credentials do.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class ExchangeFilter implements WebFilter {
    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/v1/**");

    private final TokenExchange exchange;
    private final Rates rates;
    private final Duration kept;

    ExchangeFilter(TokenExchange exchange, Rates rates, ExchangeProperties properties) {
        this.exchange = exchange;
        this.rates = rates;
        this.kept = properties.credentialsKept();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange http, WebFilterChain chain) {
        var request = http.getRequest();
        if (!API.matches(request.getPath().pathWithinApplication())
                || request.getMethod().equals(HttpMethod.OPTIONS)) {
            return chain.filter(http);
        }
        return Mono.justOrEmpty(Credentials.of(request))
                .flatMap(
                        credentials ->
                                token(credentials)
                                        .map(token -> answer(credentials, token, http, chain)))
                .switchIfEmpty(Mono.error(() -> new RefusedException(Callers.signInRequired())))
                .flatMap(answer -> answer);
    }

    private Mono<String> token(Credentials credentials) {
        return exchange.token(credentials).doOnNext(_ -> rates.countRequest(credentials));
    }

    private Mono<Void> answer(
            Credentials credentials, String token, ServerWebExchange http, WebFilterChain chain) {
        var answer = chain.filter(with(token, http));
        return http.getRequest().getMethod().equals(HttpMethod.GET)
                ? Mono.firstWithSignal(answer, revocation(credentials, http))
                : answer;
    }

    /** Asks again as long as the answer is under way; a failure to ask ends nothing. */
    private Mono<Void> revocation(Credentials credentials, ServerWebExchange http) {
        return Flux.interval(kept)
                .onBackpressureDrop()
                .concatMap(_ -> exchange.token(credentials).hasElement().onErrorReturn(true), 1)
                .filter(counts -> !counts)
                .next()
                .flatMap(
                        _ ->
                                http.getResponse().isCommitted()
                                        ? Mono.empty()
                                        : Mono.error(
                                                () ->
                                                        new RefusedException(
                                                                Callers.signInRequired())));
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
