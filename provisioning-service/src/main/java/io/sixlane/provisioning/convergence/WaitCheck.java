package io.sixlane.provisioning.convergence;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses a bad {@code wait} before any handler is chosen. A mapping, not a filter: what fails here
 * becomes a problem in the same place as what fails in handlers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WaitCheck implements HandlerMapping {
    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> WaitParameter.of(exchange.getRequest()));
    }
}
