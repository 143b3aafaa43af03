package io.sixlane.gateway.security;

import io.sixlane.http.request.Callers;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sets the identity of the caller. Every {@code X-Sixlane-…} header from outside is dropped, and
 * {@link ConnectionOptions} are taken out, so that no later hop removes the identity.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class IdentityFilter implements WebFilter {
    private static final String OWN_PREFIX = "x-sixlane-";

    /** The one account of a stack without sign-in. */
    private static final String LOCAL = "local";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(
                () ->
                        chain.filter(
                                exchange.mutate()
                                        .request(
                                                request ->
                                                        request.headers(
                                                                headers ->
                                                                        identify(
                                                                                headers,
                                                                                clientAddress(
                                                                                        exchange))))
                                        .build()));
    }

    private static void identify(HttpHeaders headers, String clientAddress) {
        ConnectionOptions.apply(headers);
        headers.headerNames().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(OWN_PREFIX))
                .toList()
                .forEach(headers::remove);
        headers.set(Callers.ACCOUNT, LOCAL);
        headers.set(Callers.USER, LOCAL);
        headers.set(Callers.CLIENT_ADDRESS, clientAddress);
    }

    private static String clientAddress(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }
}
