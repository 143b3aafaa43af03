package io.sixlane.http.connection;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sends no answer while bytes of the request are unread on its connection: they would be taken for
 * the next request, or leave that one without an answer. Reads the rest and drops it, or closes the
 * connection when there is too much of it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class UnreadBodyFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!hasBody(exchange.getRequest().getHeaders())) {
            return chain.filter(exchange);
        }
        var body = new ObservedBody(exchange.getRequest());
        var response = exchange.getResponse();
        response.beforeCommit(
                () ->
                        body.drained()
                                .filter(isDrained -> !isDrained)
                                .doOnNext(
                                        _ ->
                                                response.getHeaders()
                                                        .set(HttpHeaders.CONNECTION, "close"))
                                .then());
        return chain.filter(exchange.mutate().request(body).build());
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0
                || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }
}
