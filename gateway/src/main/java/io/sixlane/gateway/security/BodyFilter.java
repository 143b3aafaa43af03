package io.sixlane.gateway.security;

import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends bodies in chunks, which announce no length, where they become larger than is allowed. A
 * service that reads JSON whole would hold all of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
class BodyFilter implements WebFilter {
    private final long most;

    BodyFilter(SecurityProperties security) {
        most = security.maxBody().toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)
                ? chain.filter(exchange.mutate().request(new Bounded(request)).build())
                : chain.filter(exchange);
    }

    private final class Bounded extends ServerHttpRequestDecorator {
        Bounded(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> {
                        var body = getDelegate().getBody();
                        var rest = new long[] {most};
                        return body.handle(
                                (buffer, sink) -> {
                                    rest[0] -= buffer.readableByteCount();
                                    if (rest[0] >= 0) {
                                        sink.next(buffer);
                                    } else {
                                        DataBufferUtils.release(buffer);
                                        sink.error(refusal());
                                    }
                                });
                    });
        }
    }

    private RefusedException refusal() {
        return new RefusedException(
                ProblemType.CONTENT_TOO_LARGE,
                "A body may have %s bytes, this one has more".formatted(most));
    }
}
