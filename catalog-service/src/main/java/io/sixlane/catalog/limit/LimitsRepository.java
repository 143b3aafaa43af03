package io.sixlane.catalog.limit;

import io.r2dbc.spi.Readable;
import io.sixlane.catalog.history.EntrySource;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of limits, which has one row. */
@Repository
public class LimitsRepository implements EntrySource {
    private final DatabaseClient database;

    LimitsRepository(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<LimitsEntry> all() {
        return database.sql(
                        "select code, version, plan_mbps, months, years, open_ended from limits")
                .map(LimitsRepository::limits)
                .all();
    }

    public Mono<LimitsEntry> find() {
        return all().single();
    }

    /** Changes the limits, unless they are as wanted already. */
    public Mono<Void> put(LimitsEntry wanted) {
        return database.sql(
                        """
                        update limits
                           set plan_mbps = :planMbps,
                               months = :months,
                               years = :years,
                               open_ended = :openEnded,
                               version = version + 1
                         where (plan_mbps, months, years, open_ended)
                               <> (:planMbps, :months, :years, :openEnded)
                        """)
                .bind("planMbps", wanted.planMbps())
                .bind("months", wanted.months())
                .bind("years", wanted.years())
                .bind("openEnded", wanted.openEnded())
                .then();
    }

    private static LimitsEntry limits(Readable row) {
        return new LimitsEntry(
                Objects.requireNonNull(row.get("code", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("plan_mbps", Integer.class)),
                Objects.requireNonNull(row.get("months", Integer.class)),
                Objects.requireNonNull(row.get("years", Integer.class)),
                Objects.requireNonNull(row.get("open_ended", Boolean.class)));
    }
}
