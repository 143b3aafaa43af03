package io.sixlane.catalog.specification;

import io.r2dbc.spi.Readable;
import io.sixlane.catalog.history.EntrySource;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import io.sixlane.http.request.Precondition;
import io.sixlane.http.request.StaleRevisionException;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of specifications. */
@Repository
public class SpecificationRepository implements EntrySource {
    private final DatabaseClient database;

    SpecificationRepository(DatabaseClient database) {
        this.database = database;
    }

    /** All specifications, smallest first. */
    @Override
    public Flux<SpecificationEntry> all() {
        return database.sql(
                        """
                        select code, version, name, regions, peak_mbps, max_connections,
                               currency, monthly_price, yearly_price
                        from specification
                        where not deleted
                        order by max_connections, peak_mbps, regions, code
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
     *
     * @throws StaleRevisionException (as an error signal) when it has none of the versions wanted;
     *     then nothing was changed
     */
    Mono<SpecificationEntry> setPrices(
            String code, Money monthly, Money yearly, Precondition precondition) {
        return database.sql(
                        """
                        update specification
                        set monthly_price = :monthly, yearly_price = :yearly, version = version + 1
                        where code = :code and currency = :currency and not deleted
                          and (monthly_price, yearly_price) <> (:monthly, :yearly)
                          and (:anyVersion or version::text = any(:versions))
                        """)
                .bind("monthly", monthly.minorUnits())
                .bind("yearly", yearly.minorUnits())
                .bind("code", code)
                .bind("currency", monthly.currency())
                .bind("anyVersion", precondition.versions().isEmpty())
                .bind("versions", precondition.versions().orElse(List.of()).toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .flatMap(
                        rows ->
                                rows == 1
                                        ? find(code)
                                        : find(code)
                                                .map(
                                                        kept ->
                                                                asIs(
                                                                        kept,
                                                                        monthly,
                                                                        yearly,
                                                                        precondition)));
    }

    /** Returns the entry unchanged: it has these prices already, or another change came first. */
    private static SpecificationEntry asIs(
            SpecificationEntry kept, Money monthly, Money yearly, Precondition precondition) {
        precondition.check(kept.version());
        var isSo = monthly.equals(kept.monthlyPrice()) && yearly.equals(kept.yearlyPrice());
        if (precondition.versions().isPresent() && !isSo) {
            throw new StaleRevisionException(kept.version());
        }
        return kept;
    }

    /** Adds or changes a specification, unless it is as wanted already. */
    public Mono<Void> put(SpecificationEntry wanted) {
        return database.sql(
                        """
                        insert into specification (code, name, regions, peak_mbps, max_connections,
                                                   currency, monthly_price, yearly_price)
                        values (:code, :name, :regions, :peakMbps, :maxConnections,
                                :currency, :monthly, :yearly)
                            on conflict (code) do update
                           set name = excluded.name,
                               regions = excluded.regions,
                               peak_mbps = excluded.peak_mbps,
                               max_connections = excluded.max_connections,
                               currency = excluded.currency,
                               monthly_price = excluded.monthly_price,
                               yearly_price = excluded.yearly_price,
                               version = specification.version + 1,
                               deleted = false
                         where (specification.name, specification.regions,
                                specification.peak_mbps, specification.max_connections,
                                specification.currency, specification.monthly_price,
                                specification.yearly_price)
                               is distinct from
                               (excluded.name, excluded.regions, excluded.peak_mbps,
                                excluded.max_connections, excluded.currency,
                                excluded.monthly_price, excluded.yearly_price)
                            or specification.deleted
                        """)
                .bind("code", wanted.code())
                .bind("name", wanted.name())
                .bind("regions", wanted.regions())
                .bind("peakMbps", wanted.peakMbps())
                .bind("maxConnections", wanted.maxConnections())
                .bind("currency", wanted.monthlyPrice().currency())
                .bind("monthly", wanted.monthlyPrice().minorUnits())
                .bind("yearly", wanted.price(Term.Unit.YEAR).minorUnits())
                .then();
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
