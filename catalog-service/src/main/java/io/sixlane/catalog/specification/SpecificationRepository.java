package io.sixlane.catalog.specification;

import io.r2dbc.spi.Readable;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Money;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of specifications. */
@Repository
public class SpecificationRepository {
    private final DatabaseClient database;

    SpecificationRepository(DatabaseClient database) {
        this.database = database;
    }

    /** All specifications, smallest first. */
    public Flux<SpecificationEntry> all() {
        return database.sql(
                        """
                        select code, version, name, regions, peak_mbps, max_connections,
                               currency, monthly_price, yearly_price
                        from specification
                        order by units
                        """)
                .map(SpecificationRepository::specification)
                .all();
    }

    /** Empty when there is none with this code. */
    Mono<SpecificationEntry> find(String code) {
        return all().filter(specification -> specification.code().equals(code)).next();
    }

    /**
     * Raises the version, unless the prices are these already; the new version is published by the
     * next poll. Empty when there is none with this code.
     */
    Mono<SpecificationEntry> setPrices(String code, Money monthly, Money yearly) {
        return database.sql(
                        """
                        update specification
                        set monthly_price = :monthly, yearly_price = :yearly, version = version + 1
                        where code = :code and currency = :currency
                          and (monthly_price, yearly_price) <> (:monthly, :yearly)
                        """)
                .bind("monthly", monthly.minorUnits())
                .bind("yearly", yearly.minorUnits())
                .bind("code", code)
                .bind("currency", monthly.currency())
                .fetch()
                .rowsUpdated()
                .then(find(code));
    }

    private static SpecificationEntry specification(Readable row) {
        return new SpecificationEntry(
                Objects.requireNonNull(row.get("code", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("regions", Integer.class)),
                Objects.requireNonNull(row.get("peak_mbps", Integer.class)),
                Objects.requireNonNull(row.get("max_connections", Integer.class)),
                price(row, "monthly_price"),
                price(row, "yearly_price"));
    }

    private static Money price(Readable row, String column) {
        return new Money(
                Objects.requireNonNull(row.get("currency", String.class)),
                Objects.requireNonNull(row.get(column, Long.class)));
    }
}
