package io.sixlane.catalog.region;

import io.r2dbc.spi.Readable;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The table of regions. */
@Repository
public class RegionRepository {
    private final DatabaseClient database;

    RegionRepository(DatabaseClient database) {
        this.database = database;
    }

    /** All regions, by area and code. */
    public Flux<RegionEntry> all() {
        return database.sql(
                        """
                        select code, version, name, area, mainland_china, ipv6
                        from region
                        order by area, code
                        """)
                .map(RegionRepository::region)
                .all();
    }

    private static RegionEntry region(Readable row) {
        return new RegionEntry(
                Objects.requireNonNull(row.get("code", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("area", String.class)),
                Objects.requireNonNull(row.get("mainland_china", Boolean.class)),
                Objects.requireNonNull(row.get("ipv6", Boolean.class)));
    }
}
