package io.sixlane.provisioning.idempotency;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands a successful answer to its keeper before it is sent, as the last step before that. */
final class AnswerRecorder extends ServerHttpResponseDecorator {
    private static final byte[] NOTHING = {};

    private final Function<StoredAnswer, Mono<Void>> keeper;

    /**
     * @param keeper never fails
     */
    AnswerRecorder(ServerHttpResponse response, Function<StoredAnswer, Mono<Void>> keeper) {
        super(response);
        this.keeper = keeper;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return DataBufferUtils.join(Flux.from(body))
                .flatMap(
                        joined -> {
                            var bytes = new byte[joined.readableByteCount()];
                            joined.toByteBuffer(ByteBuffer.wrap(bytes));
                            beforeCommit(() -> keep(bytes));
                            return super.writeWith(Mono.just(joined));
                        });
    }

    @Override
    public Mono<Void> setComplete() {
        beforeCommit(() -> keep(NOTHING));
        return super.setComplete();
    }

    /** Ends an answer without a body, which its handler leaves open. */
    Mono<Void> complete() {
        return isCommitted() ? Mono.empty() : setComplete();
    }

    private Mono<Void> keep(byte[] body) {
        var status = getStatusCode();
        var code = status == null ? 200 : status.value();
        return code < 200 || code > 299
                ? Mono.empty()
                : keeper.apply(StoredAnswer.of(code, getHeaders(), body));
    }
}
