package io.sixlane.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.gateway.manual.Layout;
import io.sixlane.http.problem.RefusedException;
import java.util.Set;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Shows a page to a browser that opens an address where nothing is: one of the documentation below
 * its paths, the console elsewhere. The status stays 404. Clients that do not ask for HTML get the
 * problem, as every client does below {@code /v1}.
 */
class MissingPageFilter implements WebFilter {
    private static final Set<HttpMethod> READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final int BUFFER_BYTES = 8_192;

    private final Supplier<Resource> console;

    MissingPageFilter(Supplier<Resource> console) {
        this.console = console;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var answer = chain.filter(exchange);
        return isVisit(exchange.getRequest())
                ? answer.onErrorResume(
                        MissingPageFilter::isNotFound, error -> page(exchange, error))
                : answer;
    }

    private static boolean isVisit(ServerHttpRequest request) {
        return READ.contains(request.getMethod())
                && !request.getPath().value().startsWith("/v1/")
                && request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .anyMatch(accepted -> accepted.contains(MediaType.TEXT_HTML_VALUE));
    }

    private static boolean isNotFound(Throwable error) {
        return switch (error) {
            case RefusedException e -> e.problem().status() == HttpStatus.NOT_FOUND;
            case ResponseStatusException e -> e.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
            default -> false;
        };
    }

    private Mono<Void> page(ServerWebExchange exchange, Throwable error) {
        var response = exchange.getResponse();
        var path = exchange.getRequest().getPath().value();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        if (path.startsWith("/docs/") || path.startsWith("/problems/")) {
            var page = Layout.missing();
            response.getHeaders().putAll(page.getHeaders());
            var bytes = String.valueOf(page.getBody()).getBytes(UTF_8);
            return write(response, Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
        }
        var page = console.get();
        if (!page.exists()) {
            return Mono.error(error);
        }
        response.getHeaders().setContentType(MediaType.TEXT_HTML);
        return write(response, DataBufferUtils.read(page, response.bufferFactory(), BUFFER_BYTES));
    }

    private static Mono<Void> write(
            ServerHttpResponse response, Publisher<? extends DataBuffer> page) {
        response.setStatusCode(HttpStatus.NOT_FOUND);
        response.getHeaders().setCacheControl(CacheControl.noCache());
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return response.writeWith(page);
    }
}
