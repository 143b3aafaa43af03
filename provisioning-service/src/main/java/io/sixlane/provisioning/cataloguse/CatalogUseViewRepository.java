package io.sixlane.provisioning.cataloguse;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks through all accelerators and plans, which takes its time. */
@Repository
class CatalogUseViewRepository {
    private static final int MOST = 10_000;

    private final DatabaseClient database;

    CatalogUseViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param id of an accelerator or a plan
     */
    record Use(String id, String account) {}

    /** Whether the copy of the catalog has the entry. */
    Mono<Boolean> isInCatalog(String key) {
        return database.sql(
                        """
                        select exists (select 1
                                         from catalog_entry
                                        where key = :key
                                          and body is not null) as it
                        """)
                .bind("key", key)
                .map(row -> Objects.requireNonNull(row.get("it", Boolean.class)))
                .one();
    }

    /** Accelerators that have it, or an endpoint group in it. */
    Flux<Use> ofRegion(String code) {
        return uses(
                """
                select accelerator_id as id, account
                  from accelerator_view
                 where account is not null
                   and (body -> 'regions' @> jsonb_build_array(jsonb_build_object('region', :code))
                        or exists (select 1
                                     from jsonb_array_elements(body -> 'listeners') as listener,
                                          jsonb_array_elements(listener -> 'endpointGroups') as it
                                    where it ->> 'region' = :code))
                 order by accelerator_id
                 limit :limit
                """,
                code);
    }

    Flux<Use> ofSpecification(String code) {
        return uses(
                """
                select accelerator_id as id, account
                  from accelerator_view
                 where account is not null
                   and body #>> '{specification,code}' = :code
                 order by accelerator_id
                 limit :limit
                """,
                code);
    }

    /** Plans that are not deleted, bound or not. */
    Flux<Use> ofBandwidthType(String code) {
        return uses(
                """
                select first.stream_id as id, first.record #>> '{actor,account}' as account
                  from event first
                 where first.revision = 1
                   and starts_with(first.stream_id, 'gbwp-')
                   and first.record #>> '{event,bandwidthType}' = :code
                   and not exists (select 1
                                     from event last
                                    where last.stream_id = first.stream_id
                                      and last.record #>> '{event,type}' = 'BandwidthPlanDeleted')
                 order by first.stream_id
                 limit :limit
                """,
                code);
    }

    private Flux<Use> uses(String sql, String code) {
        return database.sql(sql)
                .bind("code", code)
                .bind("limit", MOST)
                .map(CatalogUseViewRepository::read)
                .all();
    }

    private static Use read(Readable row) {
        return new Use(
                Objects.requireNonNull(row.get("id", String.class)),
                Objects.requireNonNull(row.get("account", String.class)));
    }
}
