package io.sixlane.gateway.security;

import io.sixlane.gateway.route.ProblemType;
import io.sixlane.gateway.route.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps foreign web pages from using the visitor's browser against this API: the {@code Host} must
 * be a loopback name (DNS rebinding) and an {@code Origin}, if there is one, a loopback page.
 * Refuses bodies that announce more than is allowed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BrowserFilter implements WebFilter {
    private static final Set<String> LOOPBACK_NAMES =
            Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final SecurityProperties security;

    BrowserFilter(SecurityProperties security) {
        this.security = security;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return refusal(exchange.getRequest())
                .<Mono<Void>>map(Mono::error)
                .orElseGet(() -> chain.filter(exchange));
    }

    private Optional<RefusedException> refusal(ServerHttpRequest request) {
        var headers = request.getHeaders();
        if (headers.getContentLength() > security.maxBody().toBytes()) {
            return Optional.of(
                    new RefusedException(
                            ProblemType.CONTENT_TOO_LARGE,
                            "A body may have %s bytes, this one announces %s"
                                    .formatted(
                                            security.maxBody().toBytes(),
                                            headers.getContentLength())));
        }
        if (security.allowAnyAddress()) {
            return Optional.empty();
        }
        if (!isLoopback(headers.getHost())) {
            return Optional.of(
                    new RefusedException(
                            ProblemType.FOREIGN_HOST,
                            "Without sign-in the gateway answers to localhost, 127.0.0.1 and [::1]"
                                    + " only"));
        }
        if (!isLoopbackPage(headers.getOrigin())) {
            return Optional.of(
                    new RefusedException(
                            ProblemType.FOREIGN_ORIGIN,
                            "Without sign-in only pages from localhost may call the API"));
        }
        return Optional.empty();
    }

    private static boolean isLoopback(@Nullable InetSocketAddress host) {
        return host != null && LOOPBACK_NAMES.contains(host.getHostString());
    }

    private static boolean isLoopbackPage(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            var host = URI.create(origin).getHost();
            return host != null && LOOPBACK_NAMES.contains(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
