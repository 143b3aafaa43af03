package io.sixlane.http.connection;

import io.sixlane.http.problem.RequestIds;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Logs each request when its answer begins, with the id that problems and events carry. Probes and
 * meters, which are read every few seconds, are left out.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AccessLog implements WebFilter {
    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final String UNLOGGED = "/actuator";

    /** No answer was sent; as nginx logs it. */
    private static final int CLIENT_LEFT = 499;

    private static final int OK = 200;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith(UNLOGGED)) {
            return chain.filter(exchange);
        }
        var began = System.nanoTime();
        var response = exchange.getResponse();
        response.beforeCommit(
                () ->
                        Mono.fromRunnable(
                                () -> {
                                    var status = response.getStatusCode();
                                    line(exchange, began, status == null ? OK : status.value());
                                }));
        return chain.filter(exchange)
                .doOnCancel(
                        () -> {
                            if (!response.isCommitted()) {
                                line(exchange, began, CLIENT_LEFT);
                            }
                        });
    }

    /** The path as it was sent, with escapes and without the query. */
    private static void line(ServerWebExchange exchange, long began, int status) {
        var request = exchange.getRequest();
        log.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", request.getURI().getRawPath())
                .addKeyValue("status", status)
                .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
                .addKeyValue("requestId", RequestIds.of(exchange))
                .log("request");
    }
}
