package io.sixlane.gateway.security;

import io.sixlane.http.connection.HostName;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps foreign web pages from using the visitor's browser against this API: the {@code Host} must
 * be a loopback name (DNS rebinding) and an {@code Origin}, if there is one, a loopback page. A
 * change with credentials that the browser adds by itself must come from the gateway's own pages.
 * Refuses bodies that announce more than is allowed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class BrowserFilter implements WebFilter {
    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

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
        if (isForged(request)) {
            return Optional.of(
                    new RefusedException(
                            ProblemType.FOREIGN_ORIGIN,
                            "Only the gateway's own pages may use the visitor's session for"
                                    + " changes; send an API token as Authorization: Bearer"
                                    + " instead"));
        }
        if (security.isReachable()) {
            return Optional.empty();
        }
        if (!isLoopback(headers.getFirst(HttpHeaders.HOST))) {
            return Optional.of(
                    new RefusedException(
                            ProblemType.FOREIGN_HOST,
                            "On loopback the gateway answers to localhost, 127.0.0.1 and [::1]"
                                    + " only"));
        }
        if (!isLoopbackPage(headers.getOrigin())) {
            return Optional.of(
                    new RefusedException(
                            ProblemType.FOREIGN_ORIGIN,
                            "On loopback only pages from localhost may call the API"));
        }
        return Optional.empty();
    }

    /**
     * A cookie goes along with what any page of this site sends, and ports do not make another
     * site. Browsers name the sender of a change (Fetch Metadata), older ones its origin.
     */
    private static boolean isForged(ServerHttpRequest request) {
        if (SAFE.contains(request.getMethod()) || !Credentials.areImplied(request)) {
            return false;
        }
        var site = request.getHeaders().getFirst("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin");
        }
        var origin = request.getHeaders().getOrigin();
        return origin != null && !isOf(origin, request.getHeaders().getFirst(HttpHeaders.HOST));
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return Optional.ofNullable(host)
                .flatMap(HostName::parse)
                .filter(BrowserFilter::isLoopback)
                .isPresent();
    }

    private static boolean isLoopback(HostName host) {
        var name = host.name();
        if (name.equals("localhost")) {
            return true;
        }
        try {
            var address = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isLoopbackPage(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            return isLoopback(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
