package io.sixlane.http.document;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes the API's document on a thread that may block. The first one takes about a second, in which
 * the other connections of an event loop would wait.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class DocumentFilter implements WebFilter {
    private static final String DOCUMENT = "/v3/api-docs";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var answer = chain.filter(exchange);
        return exchange.getRequest().getPath().value().startsWith(DOCUMENT)
                ? answer.subscribeOn(Schedulers.boundedElastic())
                : answer;
    }
}
