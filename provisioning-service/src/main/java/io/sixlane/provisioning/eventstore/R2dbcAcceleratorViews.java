package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the accelerator view. */
@Repository
final class R2dbcAcceleratorViews implements AcceleratorViews {
    /** As PostgreSQL stores them, compressed: an image of 4 MiB of JSON takes about 400 KB. */
    private static final int MOST_PAGE_BYTES = 1_048_576;

    private final DatabaseClient database;

    R2dbcAcceleratorViews(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<AcceleratorImage> find(AcceleratorId id) {
        return body(id).map(R2dbcAcceleratorViews::image);
    }

    @Override
    public Mono<AcceleratorImage> findWhole(AcceleratorId id) {
        return body(id).map(
                        json ->
                                (AcceleratorImage)
                                        ConfigurationJson.readWhole(
                                                json.asArray(), AcceleratorRecord.class));
    }

    private Mono<Json> body(AcceleratorId id) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where accelerator_id = :id
                           and account is not null
                        """)
                .bind("id", id.text())
                .mapValue(Json.class)
                .one();
    }

    @Override
    public Mono<AcceleratorRecord> record(AcceleratorId id) {
        return database.sql(
                        """
                        select body
                          from accelerator_view
                         where accelerator_id = :id
                        """)
                .bind("id", id.text())
                .mapValue(Json.class)
                .one()
                .map(R2dbcAcceleratorViews::read);
    }

    @Override
    public Mono<Slice> page(String account, @Nullable AcceleratorId after, int limit) {
        return database.sql(
                        """
                        select body, found
                          from (select body, count(*) over () as found,
                                       row_number() over by_id as number,
                                       sum(bytes) over by_id - bytes as bytes_before
                                  from (select accelerator_id, body, pg_column_size(body) as bytes
                                          from accelerator_view
                                         where account = :account
                                           and accelerator_id > :after
                                         order by accelerator_id
                                         limit :limit + 1) as candidate
                                window by_id as (order by accelerator_id)) as measured
                         where number <= :limit
                           and bytes_before < :mostBytes
                         order by number
                        """)
                .bind("account", account)
                .bind("after", after == null ? "" : after.text())
                .bind("limit", limit)
                .bind("mostBytes", MOST_PAGE_BYTES)
                .map(
                        row ->
                                new Found(
                                        image(Objects.requireNonNull(row.get("body", Json.class))),
                                        Objects.requireNonNull(row.get("found", Long.class))))
                .all()
                .collectList()
                .map(
                        rows ->
                                new Slice(
                                        rows.stream().map(Found::image).toList(),
                                        !rows.isEmpty() && rows.getFirst().found() > rows.size()));
    }

    /**
     * @param found candidates for the page, including those that did not fit
     */
    private record Found(AcceleratorImage image, long found) {}

    private static AcceleratorImage image(Json json) {
        return (AcceleratorImage) read(json);
    }

    private static AcceleratorRecord read(Json json) {
        return ConfigurationJson.read(json.asArray(), AcceleratorRecord.class);
    }
}
