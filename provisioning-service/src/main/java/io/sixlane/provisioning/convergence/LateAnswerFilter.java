package io.sixlane.provisioning.convergence;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Holds answers back for {@link Waits}; what a key keeps is the answer after the wait. */
@Component
@Order(1)
final class LateAnswerFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getQueryParams().containsKey(WaitParameter.NAME)) {
            return chain.filter(exchange);
        }
        var answer = new AwaitedAnswer(exchange);
        return chain.filter(exchange.mutate().response(answer).build())
                .then(Mono.defer(answer::complete));
    }
}
