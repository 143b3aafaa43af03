package io.sixlane.gateway.security;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes {@link ConnectionOptions} out, so that no later hop removes what the gateway sets. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class HopFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(
                () ->
                        chain.filter(
                                exchange.mutate()
                                        .request(
                                                request ->
                                                        request.headers(ConnectionOptions::apply))
                                        .build()));
    }
}
