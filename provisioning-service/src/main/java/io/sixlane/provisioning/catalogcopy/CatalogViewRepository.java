package io.sixlane.provisioning.catalogcopy;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
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
    public Flux<RegionEntry> regions() {
        return database.sql(
                        """
                        select body
                          from catalog_entry
                         where starts_with(key, 'region/')
                         order by key
                        """)
                .mapValue(Json.class)
                .all()
                .map(CatalogViewRepository::entry)
                .cast(RegionEntry.class);
    }

    /** Does nothing unless the entry is newer than the one held. */
    Mono<Void> save(CatalogEntry entry) {
        return database.sql(
                        """
                        insert into catalog_entry (key, version, body)
                        values (:key, :version, :body)
                            on conflict (key) do update
                           set version = excluded.version, body = excluded.body
                         where catalog_entry.version < excluded.version
                        """)
                .bind("key", entry.key())
                .bind("version", entry.version())
                .bind("body", Json.of(ConfigurationJson.write(entry)))
                .then();
    }

    private Mono<CatalogEntry> find(String key) {
        return database.sql(
                        """
                        select body
                          from catalog_entry
                         where key = :key
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
