package io.sixlane.catalog.publication;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.catalog.CatalogEntry;
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

    /**
     * A row that Kafka has not at its version.
     *
     * @param key as in {@link CatalogEntry#key()}
     */
    record Unpublished(String key, long version, boolean deleted) {}

    Flux<Unpublished> unpublished() {
        return database.sql(
                        """
                        select 'region/' || code as key, version, deleted
                        from region where version > published_version
                        union all
                        select 'specification/' || code, version, deleted
                        from specification where version > published_version
                        union all
                        select 'bandwidth-type/' || code, version, deleted
                        from bandwidth_type where version > published_version
                        union all
                        select 'limits/' || code, version, false
                        from limits where version > published_version
                        """)
                .map(
                        row ->
                                new Unpublished(
                                        Objects.requireNonNull(row.get("key", String.class)),
                                        Objects.requireNonNull(row.get("version", Long.class)),
                                        Objects.requireNonNull(row.get("deleted", Boolean.class))))
                .all();
    }

    /**
     * @param key as in {@link CatalogEntry#key()}
     */
    Mono<Void> markPublished(String key, long version) {
        return database.sql(
                        """
                        with region_marked as (
                            update region
                               set published_version = :version
                             where 'region/' || code = :key and published_version < :version
                        ), specification_marked as (
                            update specification
                               set published_version = :version
                             where 'specification/' || code = :key
                               and published_version < :version
                        ), limits_marked as (
                            update limits
                               set published_version = :version
                             where 'limits/' || code = :key and published_version < :version
                        )
                        update bandwidth_type
                           set published_version = :version
                         where 'bandwidth-type/' || code = :key and published_version < :version
                        """)
                .bind("version", version)
                .bind("key", key)
                .then();
    }

    /** The first events that Kafka lacks, by revision; JSON as it was written. */
    Flux<UnpublishedEvent> unpublishedEvents(int limit) {
        return database.sql(
                        """
                        select revision, record
                          from event
                         where not published
                         order by revision
                         limit :limit
                        """)
                .bind("limit", limit)
                .map(
                        row ->
                                new UnpublishedEvent(
                                        Objects.requireNonNull(row.get("revision", Long.class)),
                                        Objects.requireNonNull(row.get("record", Json.class))
                                                .asArray()))
                .all();
    }

    /** An event that Kafka lacks. */
    @SuppressWarnings("ArrayRecordComponent")
    record UnpublishedEvent(long revision, byte[] json) {}

    Mono<Void> markEventsPublished(long upTo) {
        return database.sql(
                        """
                        update event
                           set published = true
                         where revision <= :upTo and not published
                        """)
                .bind("upTo", upTo)
                .then();
    }

    /** Forgets all acknowledgements: everything is published again, to a topic that may be new. */
    Mono<Void> forgetPublished() {
        return Flux.just(
                        "update region set published_version = 0",
                        "update specification set published_version = 0",
                        "update limits set published_version = 0",
                        "update event set published = false",
                        "update bandwidth_type set published_version = 0")
                .concatMap(statement -> database.sql(statement).then())
                .then();
    }
}
