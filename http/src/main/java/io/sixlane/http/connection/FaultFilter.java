package io.sixlane.http.connection;

import io.sixlane.http.problem.RefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses the requests that {@link FaultMarker} has marked. */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class FaultFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var name = exchange.getRequest().getHeaders().getFirst(FaultMarker.FAULT);
        if (name == null) {
            return chain.filter(exchange);
        }
        var fault = HttpFault.valueOf(name);
        return Mono.error(new RefusedException(fault.type(), fault.detail()));
    }
}
