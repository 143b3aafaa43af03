package io.sixlane.http.problem;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every request an id, which logs, events and the answer carry. An id of up to 64 letters,
 * digits, {@code -}, {@code _} or {@code .} is kept, any other is replaced.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIds implements WebFilter {
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    RequestIds() {}

    /** The id of a request that this filter has seen; a new one of any other. */
    public static String of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getResponse().getHeaders().getFirst(HEADER))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var given = exchange.getRequest().getHeaders().getOrEmpty(HEADER);
        var id =
                given.size() == 1 && SANE.matcher(given.getFirst()).matches()
                        ? given.getFirst()
                        : UUID.randomUUID().toString();
        var response = exchange.getResponse();
        response.getHeaders().set(HEADER, id);
        // An answer of another service brings its own headers.
        response.beforeCommit(() -> Mono.fromRunnable(() -> response.getHeaders().set(HEADER, id)));
        return chain.filter(
                exchange.mutate().request(request -> request.header(HEADER, id)).build());
    }
}
