package io.sixlane.provisioning.request;

import io.sixlane.provisioning.decision.RejectedException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The body of a request that is refused before anybody read it. */
public final class UnreadBody {
    private UnreadBody() {}

    /**
     * Reads the body to its end and drops it, then runs {@code check}. What is answered while bytes
     * of the body are still on their way can leave the next request of that connection without an
     * answer.
     */
    public static <T> Mono<T> dropped(ServerWebExchange exchange, Runnable check) {
        return Mono.defer(
                () -> {
                    try {
                        check.run();
                        return Mono.empty();
                    } catch (MalformedRequestException | RejectedException e) {
                        return exchange.getRequest()
                                .getBody()
                                .doOnNext(DataBufferUtils::release)
                                .then(Mono.error(e));
                    }
                });
    }
}
