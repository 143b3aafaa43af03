package io.sixlane.gateway.security;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Says who asks. Whatever {@code X-Sixlane-…} header came from outside is dropped; account, user
 * and client address are set here and only here. A request id of up to 64 letters, digits, {@code
 * -}, {@code _} or {@code .} is kept, any other replaced; the answer carries it too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class IdentityFilter implements WebFilter {
    static final String REQUEST_ID = "X-Request-Id";
    private static final String OWN_PREFIX = "x-sixlane-";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The one account of a stack without sign-in. */
    private static final String LOCAL = "local";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var requestId =
                Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(REQUEST_ID))
                        .filter(id -> SANE_ID.matcher(id).matches())
                        .orElseGet(() -> UUID.randomUUID().toString());
        var identified =
                exchange.mutate()
                        .request(
                                request ->
                                        request.headers(
                                                headers ->
                                                        identify(
                                                                headers,
                                                                clientAddress(exchange),
                                                                requestId)))
                        .build();
        var response = exchange.getResponse();
        response.getHeaders().set(REQUEST_ID, requestId);
        response.beforeCommit(
                () -> {
                    response.getHeaders().set(REQUEST_ID, requestId);
                    return Mono.empty();
                });
        return chain.filter(identified);
    }

    private static void identify(HttpHeaders headers, String clientAddress, String requestId) {
        headers.headerNames().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(OWN_PREFIX))
                .toList()
                .forEach(headers::remove);
        headers.set("X-Sixlane-Account", LOCAL);
        headers.set("X-Sixlane-User", LOCAL);
        headers.set("X-Sixlane-Client-Address", clientAddress);
        headers.set(REQUEST_ID, requestId);
    }

    private static String clientAddress(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }
}
