package io.sixlane.http.connection;

import io.sixlane.http.request.Moments;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers a request whose answer has not begun by a deadline. A database that is frozen enforces no
 * time-out of its own, and callers would wait for as long as it stays so. Requests that ask for a
 * wait may take that much longer, and streams as long as they like.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class DeadlineFilter implements WebFilter {
    /** Made without the database, on a busy host for longer than a deadline. */
    private static final String DOCUMENT = "/v3/api-docs";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Duration deadline;

    DeadlineFilter(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (request.getPath().value().startsWith(DOCUMENT) || isStream(request)) {
            return chain.filter(exchange);
        }
        var latest = deadline.plus(asked(request));
        var late =
                Mono.delay(latest)
                        .flatMap(
                                _ ->
                                        exchange.getResponse().isCommitted()
                                                ? Mono.<Void>never()
                                                : Mono.error(
                                                        new QueryTimeoutException(
                                                                "no answer within " + latest)));
        return Mono.firstWithSignal(chain.filter(exchange), late);
    }

    /** Streams are read, and change nothing. */
    private static boolean isStream(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.GET)
                && request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .anyMatch(accept -> accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }

    /** The wait that the request asks for; its handler refuses an invalid one. */
    private static Duration asked(ServerHttpRequest request) {
        var wait = request.getQueryParams().getFirst("wait");
        try {
            return wait == null
                    ? Duration.ZERO
                    : Moments.duration(wait, Duration.ZERO, LONGEST_WAIT);
        } catch (IllegalArgumentException _) {
            return Duration.ZERO;
        }
    }
}
