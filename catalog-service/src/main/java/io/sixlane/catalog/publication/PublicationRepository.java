package io.sixlane.catalog.publication;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tracks the version of each row that Kafka has acknowledged. */
@Repository
class PublicationRepository {
    private final DatabaseClient database;

    PublicationRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Whether this transaction is the one that may publish, until it ends: two publishers could
     * leave an older version behind a newer one.
     */
    Mono<Boolean> lock() {
        return database.sql("select pg_try_advisory_xact_lock(hashtext('catalog publication'))")
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    /** Keys, as in {@link CatalogEntry#key()}, of the rows that Kafka has not at their version. */
    Flux<String> unpublished() {
        return database.sql(
                        """
                        select 'region/' || code as key
                        from region where version > published_version
                        union all
                        select 'specification/' || code
                        from specification where version > published_version
                        union all
                        select 'bandwidth-type/' || code
                        from bandwidth_type where version > published_version
                        """)
                .map(row -> Objects.requireNonNull(row.get("key", String.class)))
                .all();
    }

    Mono<Void> markPublished(CatalogEntry entry) {
        return database.sql(
                        switch (entry) {
                            case RegionEntry _ ->
                                    """
                                    update region
                                    set published_version = :version
                                    where code = :code and published_version < :version
                                    """;
                            case SpecificationEntry _ ->
                                    """
                                    update specification
                                    set published_version = :version
                                    where code = :code and published_version < :version
                                    """;
                            case BandwidthTypeEntry _ ->
                                    """
                                    update bandwidth_type
                                    set published_version = :version
                                    where code = :code and published_version < :version
                                    """;
                        })
                .bind("version", entry.version())
                .bind("code", entry.code())
                .then();
    }

    /** Forgets all acknowledgements: everything is published again, to a topic that may be new. */
    Mono<Void> forgetPublished() {
        return Flux.just(
                        "update region set published_version = 0",
                        "update specification set published_version = 0",
                        "update bandwidth_type set published_version = 0")
                .concatMap(statement -> database.sql(statement).then())
                .then();
    }
}
