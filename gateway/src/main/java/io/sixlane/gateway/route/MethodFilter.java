package io.sixlane.gateway.route;

import io.sixlane.gateway.console.ConsolePaths;
import io.sixlane.http.problem.MethodProblem;
import io.sixlane.http.problem.RefusedException;
import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses methods that a public path does not have. A service answers OPTIONS for its own paths.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 13)
class MethodFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        var isConsole = ConsolePaths.contain(path);
        var methods = isConsole ? Set.of(HttpMethod.GET) : PublicPath.methods(path);
        if (isConsole && request.getMethod().equals(HttpMethod.OPTIONS)) {
            return Mono.fromRunnable(() -> allow(exchange.getResponse(), methods));
        }
        if (methods.isEmpty() || isAmong(methods, request.getMethod())) {
            return chain.filter(isHeadOfConsole(exchange) ? asGet(exchange) : exchange);
        }
        return Mono.error(
                new RefusedException(
                        MethodProblem.of(request.getMethod().name(), List.copyOf(methods))));
    }

    /** The page is no handler, for which Spring would answer. */
    private static void allow(ServerHttpResponse response, Set<HttpMethod> methods) {
        response.getHeaders().set(HttpHeaders.ALLOW, MethodProblem.allow(methods));
        response.setStatusCode(HttpStatus.NO_CONTENT);
    }

    private static boolean isAmong(Set<HttpMethod> methods, HttpMethod method) {
        return methods.contains(method)
                || method.equals(HttpMethod.OPTIONS)
                || (method.equals(HttpMethod.HEAD) && methods.contains(HttpMethod.GET));
    }

    /** The page is found for GET alone; the server leaves the body out of the answer by itself. */
    private static boolean isHeadOfConsole(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod().equals(HttpMethod.HEAD)
                && ConsolePaths.contain(exchange.getRequest().getPath().value());
    }

    private static ServerWebExchange asGet(ServerWebExchange exchange) {
        return exchange.mutate().request(request -> request.method(HttpMethod.GET)).build();
    }
}
