package io.sixlane.http.connection;

import io.sixlane.http.request.Caller;
import io.sixlane.http.request.Callers;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Lets an account's reads of the API run in turn. Streams have a bound of their own. */
@Order(ReadsFilter.AFTER_THE_TOKEN_WAS_VERIFIED)
final class ReadsFilter implements WebFilter {
    /** Spring Security has -100. */
    static final int AFTER_THE_TOKEN_WAS_VERIFIED = -90;

    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/v1/**");

    /** Suffix of the paths of streams, whatever a request accepts. */
    private static final String STREAM = "/stream";

    private final AccountReads reads;

    ReadsFilter(AccountReads reads) {
        this.reads = reads;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return account(exchange)
                .map(account -> reads.inTurn(account, chain.filter(exchange)))
                .orElseGet(() -> chain.filter(exchange));
    }

    /** Empty when the request is no bounded read; one without a token was refused. */
    private static Optional<String> account(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var isRead =
                request.getMethod().equals(HttpMethod.GET)
                        || request.getMethod().equals(HttpMethod.HEAD);
        var path = request.getPath().pathWithinApplication();
        if (!isRead || !API.matches(path) || path.value().endsWith(STREAM)) {
            return Optional.empty();
        }
        return Callers.find(exchange).map(Caller::account);
    }
}
