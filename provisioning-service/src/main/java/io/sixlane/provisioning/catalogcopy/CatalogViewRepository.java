package io.sixlane.provisioning.catalogcopy;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The copy in PostgreSQL, by {@link CatalogEntry#key}. */
@Repository
final class CatalogViewRepository implements CatalogCopy {
    private final DatabaseClient database;

    CatalogViewRepository(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<SpecificationEntry> specification(String code) {
        return find("specification/" + code).cast(SpecificationEntry.class);
    }

    @Override
    public Mono<BandwidthTypeEntry> bandwidthType(String code) {
        return find("bandwidth-type/" + code).cast(BandwidthTypeEntry.class);
    }

    @Override
    public Mono<LimitsEntry> limits() {
        return find("limits/" + LimitsEntry.SALES)
                .cast(LimitsEntry.class)
                .defaultIfEmpty(LimitsEntry.HOSTED);
    }

    @Override
    public Flux<RegionEntry> regions() {
        return database.sql(
                        """
                        select body
                          from catalog_entry
                         where starts_with(key, 'region/')
                           and body is not null
                         order by key
                        """)
                .mapValue(Json.class)
                .all()
                .map(CatalogViewRepository::entry)
                .cast(RegionEntry.class);
    }

    /**
     * Stores an entry, or the deletion of one, unless the copy has a later record of its key:
     * instances that read the topic at different paces leave the same copy. Within a partition the
     * later offset is newer, also of a catalog whose versions began again; between partitions the
     * higher version is.
     */
    Mono<Void> save(CatalogRecord record) {
        var entry = record.entry();
        var statement =
                database.sql(
                                """
                                insert into catalog_entry as held
                                       (key, version, topic, partition, position, body)
                                values (:key, :version, :topic, :partition, :position, :body)
                                    on conflict (key) do update
                                   set version = excluded.version,
                                       topic = excluded.topic,
                                       partition = excluded.partition,
                                       position = excluded.position,
                                       body = excluded.body
                                 where held.topic <> excluded.topic
                                    or (held.partition = excluded.partition
                                        and held.position < excluded.position)
                                    or (held.partition <> excluded.partition
                                        and held.version < excluded.version)
                                """)
                        .bind("key", record.key())
                        .bind("version", record.version())
                        .bind("topic", record.topic())
                        .bind("partition", record.partition())
                        .bind("position", record.position());
        return (entry == null
                        ? statement.bindNull("body", Json.class)
                        : statement.bind("body", Json.of(ConfigurationJson.write(entry))))
                .then();
    }

    private Mono<CatalogEntry> find(String key) {
        return database.sql(
                        """
                        select body
                          from catalog_entry
                         where key = :key
                           and body is not null
                        """)
                .bind("key", key)
                .mapValue(Json.class)
                .one()
                .map(CatalogViewRepository::entry);
    }

    private static CatalogEntry entry(Json json) {
        return ConfigurationJson.read(json.asArray(), CatalogEntry.class);
    }
}
