package io.sixlane.http.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Evaluates If-Match of requests that read, which Spring leaves to the handler (RFC 9110, 13.2).
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class PreconditionFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var isRead =
                request.getMethod().equals(HttpMethod.GET)
                        || request.getMethod().equals(HttpMethod.HEAD);
        return isRead && hasPrecondition(request.getHeaders())
                ? Mono.defer(
                        () ->
                                chain.filter(
                                        new Checked(
                                                exchange, Precondition.of(request.getHeaders()))))
                : chain.filter(exchange);
    }

    private static boolean hasPrecondition(HttpHeaders headers) {
        return headers.containsHeader(HttpHeaders.IF_MATCH)
                || headers.containsHeader(HttpHeaders.IF_NONE_MATCH);
    }

    private static final class Checked extends ServerWebExchangeDecorator {
        private final Precondition precondition;

        Checked(ServerWebExchange exchange, Precondition precondition) {
            super(exchange);
            this.precondition = precondition;
        }

        @Override
        public boolean checkNotModified(@Nullable String etag, Instant lastModified) {
            if (etag != null) {
                precondition.checkMatch(ETag.create(etag));
                if (precondition.isOfNothing()) {
                    getResponse().getHeaders().setETag(etag);
                    return getResponse().setStatusCode(HttpStatus.NOT_MODIFIED);
                }
            }
            return super.checkNotModified(etag, lastModified);
        }
    }
}
