package io.sixlane.http.body;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bytes of a body that is needed as a whole. */
public final class WholeBody {
    /** For bodies that this process makes itself. */
    public static final int UNBOUNDED = -1;

    private WholeBody() {}

    /**
     * Joins and releases the buffers of a body; none are no bytes.
     *
     * @param mostBytes a longer body is an error, {@link #UNBOUNDED} for none
     */
    public static Mono<byte[]> bytes(Publisher<? extends DataBuffer> body, int mostBytes) {
        return DataBufferUtils.join(Flux.from(body), mostBytes)
                .map(
                        joined -> {
                            var bytes = new byte[joined.readableByteCount()];
                            joined.read(bytes);
                            DataBufferUtils.release(joined);
                            return bytes;
                        })
                .defaultIfEmpty(new byte[0]);
    }
}
