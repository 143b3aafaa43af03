package io.sixlane.http.connection;

import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.request.Callers;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets an account's reads of the API run in turn. Streams have a bound of their own. */
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class ReadsFilter implements WebFilter {
    private static final String API = "/v1/";

    /** Suffix of the paths of streams, whatever a request accepts. */
    private static final String STREAM = "/stream";

    private final AccountReads reads;

    ReadsFilter(AccountReads reads) {
        this.reads = reads;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return account(exchange.getRequest())
                .map(account -> reads.inTurn(account, chain.filter(exchange)))
                .orElseGet(() -> chain.filter(exchange));
    }

    /** Empty when the request is no bounded read; one without an account is refused later. */
    private static Optional<String> account(ServerHttpRequest request) {
        var isRead =
                request.getMethod().equals(HttpMethod.GET)
                        || request.getMethod().equals(HttpMethod.HEAD);
        var path = request.getPath().value();
        if (!isRead || !path.startsWith(API) || path.endsWith(STREAM)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Callers.account(request.getHeaders()));
        } catch (RefusedException _) {
            return Optional.empty();
        }
    }
}
