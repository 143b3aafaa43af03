package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the accelerator view. */
@Repository
final class R2dbcAcceleratorViews implements AcceleratorViews {
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
    public Mono<Slice> page(AcceleratorSearch search, @Nullable AcceleratorId after, int limit) {
        return PageRows.of(
                        database.sql(
                                        """
                                        select json, found
                                          from (select body as json, count(*) over () as found,
                                                       row_number() over by_id as number,
                                                       sum(bytes) over by_id - bytes as bytes_before
                                                  from (select accelerator_id, body,
                                                               pg_column_size(body) as bytes
                                                          from accelerator_view
                                                         where account = :account
                                                           and accelerator_id > :after
                                                           and (:part = ''
                                                                or strpos(accelerator_id, lower(:part)) > 0
                                                                or strpos(lower(body ->> 'name'), lower(:part)) > 0
                                                                or exists (select 1
                                                                             from jsonb_array_elements(body -> 'regions') as it
                                                                            where strpos(it ->> 'acceleratedIp', lower(:part)) > 0
                                                                               or strpos(it ->> 'acceleratedIpv4', :part) > 0))
                                                           and (:region = ''
                                                                or body -> 'regions' @> jsonb_build_array(jsonb_build_object('region', :region)))
                                                         order by accelerator_id
                                                         limit :limit + 1) as candidate
                                                window by_id as (order by accelerator_id)) as measured
                                         where number <= :limit
                                           and bytes_before < :mostBytes
                                         order by number
                                        """)
                                .bind("account", search.account())
                                .bind("part", search.part())
                                .bind("region", search.region())
                                .bind("after", after == null ? "" : after.text())
                                .bind("limit", limit)
                                .bind("mostBytes", PageRows.MOST_STORED_BYTES),
                        R2dbcAcceleratorViews::image)
                .map(page -> new Slice(page.rows(), page.more()));
    }

    private static AcceleratorImage image(Json json) {
        return (AcceleratorImage) read(json);
    }

    private static AcceleratorRecord read(Json json) {
        return ConfigurationJson.read(json.asArray(), AcceleratorRecord.class);
    }
}
