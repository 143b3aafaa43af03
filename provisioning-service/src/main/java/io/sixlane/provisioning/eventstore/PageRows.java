package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * The rows of one page.
 *
 * @param more whether there are rows after these
 */
record PageRows<T>(List<T> rows, boolean more) {
    /**
     * Most bytes as PostgreSQL stores them, compressed, to find the end of a page without
     * unpacking: an accelerator of 4 MiB of JSON takes about 400 KB.
     */
    static final int MOST_STORED_BYTES = 1_048_576;

    /** Of JSON; the first row always fits. */
    static final int MOST_BYTES = 4 * 1_048_576;

    /**
     * @param found candidates for the page, including those that did not fit
     */
    private record Row<T>(T value, long found) {}

    /**
     * @param query with the columns {@code json}, and {@code found}: how many candidates there are
     *     for the page, one more than its limit if there are as many
     */
    static <T> Mono<PageRows<T>> of(GenericExecuteSpec query, Function<Json, T> reader) {
        return Mono.defer(() -> read(query, reader));
    }

    private static <T> Mono<PageRows<T>> read(GenericExecuteSpec query, Function<Json, T> reader) {
        var bytes = new AtomicLong();
        return query.map(
                        row -> {
                            var json = Objects.requireNonNull(row.get("json", Json.class));
                            var found = Objects.requireNonNull(row.get("found", Long.class));
                            var length = json.asArray().length;
                            var isIn = bytes.getAndAdd(length) == 0 || bytes.get() <= MOST_BYTES;
                            return isIn
                                    ? Optional.of(new Row<>(reader.apply(json), found))
                                    : Optional.<Row<T>>empty();
                        })
                .all()
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .collectList()
                .map(
                        rows ->
                                new PageRows<>(
                                        rows.stream().map(Row::value).toList(),
                                        !rows.isEmpty() && rows.getFirst().found() > rows.size()));
    }
}
