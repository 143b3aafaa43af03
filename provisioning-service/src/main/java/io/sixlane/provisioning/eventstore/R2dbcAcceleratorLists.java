package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists accelerators from their view and the statuses of relays. */
@Repository
final class R2dbcAcceleratorLists implements AcceleratorLists {
    private final DatabaseClient database;

    R2dbcAcceleratorLists(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Slice> page(AcceleratorSearch search, @Nullable Place after, int limit) {
        var state = search.state();
        var query =
                database.sql(sql(search, after != null))
                        .bind("account", search.account())
                        .bind("part", search.part())
                        .bind("region", search.region())
                        .bind("state", state == null ? "" : state.name())
                        .bind("limit", limit)
                        .bind("mostBytes", PageRows.MOST_STORED_BYTES);
        if (after != null) {
            query = query.bind("after", after.id().text());
            query = isById(search) ? query : query.bind("afterKey", after.key());
        }
        return PageRows.of(query, R2dbcAcceleratorLists::listed)
                .map(page -> new Slice(page.rows(), page.more()));
    }

    /** With the key of the order, the state, the place of the first row, and asc or desc. */
    private static String sql(AcceleratorSearch search, boolean follows) {
        var key = "(%s) collate \"C\"".formatted(search.sort().key());
        var beyond = search.descending() ? "<" : ">";
        var place =
                isById(search)
                        ? "v.accelerator_id %s :after".formatted(beyond)
                        : "(%s, v.accelerator_id) %s (:afterKey, :after)".formatted(key, beyond);
        return """
        select jsonb_build_object('key', key, 'state', state, 'body', json) as json, found
          from (select key, state, json, count(*) over () as found,
                       row_number() over in_order as number,
                       sum(bytes) over in_order - bytes as bytes_before
                  from (select v.accelerator_id, v.body as json, %1$s as key, %2$s as state,
                               pg_column_size(v.body) as bytes
                          from accelerator_view v
                         where v.account = :account
                           and (:part = ''
                                or strpos(v.accelerator_id, lower(:part)) > 0
                                or strpos(lower(v.body ->> 'name'), lower(:part)) > 0
                                or exists (select 1
                                             from jsonb_array_elements(v.body -> 'regions') as it
                                            where strpos(it ->> 'acceleratedIp', lower(:part)) > 0
                                               or strpos(it ->> 'acceleratedIpv4', :part) > 0))
                           and (:region = ''
                                or v.body -> 'regions'
                                   @> jsonb_build_array(jsonb_build_object('region', :region)))
                           and (:state = '' or %2$s = :state)
                           and %3$s
                         order by key %4$s, v.accelerator_id %4$s
                         limit :limit + 1) as candidate
                window in_order as (order by key %4$s, accelerator_id %4$s)) as measured
         where number <= :limit
           and bytes_before < :mostBytes
         order by number
        """
                .formatted(
                        key,
                        AcceleratorStateSql.STATE,
                        follows ? place : "true",
                        search.descending() ? "desc" : "asc");
    }

    private static boolean isById(AcceleratorSearch search) {
        return search.sort() == AcceleratorSort.ID;
    }

    private record Row(String key, AcceleratorState state, AcceleratorRecord body) {}

    private static Listed listed(Json json) {
        var row = ConfigurationJson.read(json.asArray(), Row.class);
        return new Listed(row.key(), row.state(), (AcceleratorImage) row.body());
    }

    @Override
    public Flux<Standing> standings(String account) {
        return database.sql(
                        """
                        select v.accelerator_id, v.revision, %s as state
                          from accelerator_view v
                         where v.account = :account
                        """
                                .formatted(AcceleratorStateSql.STATE))
                .bind("account", account)
                .map(R2dbcAcceleratorLists::standing)
                .all();
    }

    @Override
    public Flux<Standing> standings(String account, Set<AcceleratorId> ids) {
        return database.sql(
                        """
                        select v.accelerator_id, v.revision, %s as state
                          from accelerator_view v
                         where v.account = :account
                           and v.accelerator_id = any(:ids)
                        """
                                .formatted(AcceleratorStateSql.STATE))
                .bind("account", account)
                .bind("ids", ids.stream().map(AcceleratorId::text).toArray(String[]::new))
                .map(R2dbcAcceleratorLists::standing)
                .all();
    }

    private static Standing standing(Readable row) {
        return new Standing(
                new AcceleratorId(Objects.requireNonNull(row.get("accelerator_id", String.class))),
                Objects.requireNonNull(row.get("revision", Long.class)),
                AcceleratorState.valueOf(Objects.requireNonNull(row.get("state", String.class))));
    }
}
