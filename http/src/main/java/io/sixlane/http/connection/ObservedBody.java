package io.sixlane.http.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/** A request whose body is read to its end, whether or not its reader wants all of it. */
final class ObservedBody extends ServerHttpRequestDecorator {
    /** Bytes that are read and dropped before an answer; of a larger body the connection closes. */
    static final long MOST_DROPPED_BYTES = 16 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicBoolean started = new AtomicBoolean();
    private final Sinks.Empty<Boolean> end = Sinks.empty();

    ObservedBody(ServerHttpRequest request) {
        super(request);
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.create(
                sink -> {
                    started.set(true);
                    super.getBody().subscribe(new Rest(sink));
                });
    }

    /** Drains the body and emits true, or false when the connection cannot be used again. */
    Mono<Boolean> drained() {
        return Mono.defer(
                () -> {
                    if (!started.get()) {
                        if (!isWorthReading()) {
                            return Mono.just(false);
                        }
                        getBody()
                                .subscribe(
                                        new BaseSubscriber<>() {
                                            @Override
                                            protected void hookOnSubscribe(
                                                    Subscription subscription) {
                                                subscription.cancel();
                                            }
                                        });
                    }
                    return end.asMono()
                            .defaultIfEmpty(true)
                            .timeout(PATIENCE, Mono.just(false))
                            .onErrorReturn(false);
                });
    }

    /** A client that waits for {@code 100 Continue} has sent nothing yet. */
    private boolean isWorthReading() {
        return getHeaders().getContentLength() <= MOST_DROPPED_BYTES
                && !getHeaders().containsHeader(HttpHeaders.EXPECT);
    }

    /** Passes the body on until its reader cancels, and drops the rest. */
    private final class Rest extends BaseSubscriber<DataBuffer> {
        private final FluxSink<DataBuffer> reader;
        private long dropped;

        Rest(FluxSink<DataBuffer> reader) {
            this.reader = reader;
        }

        @Override
        public Context currentContext() {
            return Context.of(reader.contextView());
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            reader.onRequest(this::request);
            reader.onCancel(this::requestUnbounded);
        }

        @Override
        protected void hookOnNext(DataBuffer buffer) {
            if (!reader.isCancelled()) {
                reader.next(buffer);
                return;
            }
            dropped += buffer.readableByteCount();
            DataBufferUtils.release(buffer);
            if (dropped > MOST_DROPPED_BYTES) {
                cancel();
                var _ =
                        end.tryEmitError(
                                new IllegalStateException("the rest of the body is too large"));
            }
        }

        @Override
        protected void hookOnComplete() {
            var _ = end.tryEmitEmpty();
            reader.complete();
        }

        @Override
        protected void hookOnError(Throwable cause) {
            var _ = end.tryEmitError(cause);
            reader.error(cause);
        }
    }
}
