package io.sixlane.http.connection;

import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers a request whose answer has not begun by a deadline. A database that is frozen enforces no
 * time-out of its own, and callers would wait for as long as it stays so. Streams, and requests
 * that ask for a wait, may take longer.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class DeadlineFilter implements WebFilter {
    private final Duration deadline;

    DeadlineFilter(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (mayTakeLonger(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        var late =
                Mono.delay(deadline)
                        .flatMap(
                                _ ->
                                        exchange.getResponse().isCommitted()
                                                ? Mono.<Void>never()
                                                : Mono.error(
                                                        new QueryTimeoutException(
                                                                "no answer within " + deadline)));
        return Mono.firstWithSignal(chain.filter(exchange), late);
    }

    private static boolean mayTakeLonger(ServerHttpRequest request) {
        return request.getQueryParams().containsKey("wait")
                || request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .anyMatch(accept -> accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }
}
