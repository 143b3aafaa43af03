package io.sixlane.catalog.bandwidth;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.sixlane.catalog.history.EntrySource;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.UsagePrice;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of bandwidth types. */
@Repository
public class BandwidthTypeRepository implements EntrySource {
    private final DatabaseClient database;

    BandwidthTypeRepository(DatabaseClient database) {
        this.database = database;
    }

    /** All bandwidth types, the plainest first. */
    @Override
    public Flux<BandwidthTypeEntry> all() {
        return database.sql(
                        """
                        select code, version, name, off_cloud, global, endpoint_types, currency,
                               monthly_price_per_mbps, monthly_crossborder_price_per_mbps,
                               yearly_price_per_mbps, yearly_crossborder_price_per_mbps,
                               traffic_price, p95_price_per_mbps
                        from bandwidth_type
                        where not deleted
                        order by off_cloud, global, code
                        """)
                .map(BandwidthTypeRepository::bandwidthType)
                .all();
    }

    /** Adds or changes a bandwidth type, unless it is as wanted already. */
    public Mono<Void> put(BandwidthTypeEntry wanted) {
        return database.sql(
                        """
                        insert into bandwidth_type (
                               code, name, off_cloud, global, endpoint_types, currency,
                               monthly_price_per_mbps, monthly_crossborder_price_per_mbps,
                               yearly_price_per_mbps, yearly_crossborder_price_per_mbps,
                               traffic_price, p95_price_per_mbps)
                        values (:code, :name, :offCloud, :global, :endpointTypes, :currency,
                                :monthly, :monthlyCrossBorder, :yearly, :yearlyCrossBorder,
                                :traffic, :p95)
                            on conflict (code) do update
                           set name = excluded.name,
                               off_cloud = excluded.off_cloud,
                               global = excluded.global,
                               endpoint_types = excluded.endpoint_types,
                               currency = excluded.currency,
                               monthly_price_per_mbps = excluded.monthly_price_per_mbps,
                               monthly_crossborder_price_per_mbps
                                   = excluded.monthly_crossborder_price_per_mbps,
                               yearly_price_per_mbps = excluded.yearly_price_per_mbps,
                               yearly_crossborder_price_per_mbps
                                   = excluded.yearly_crossborder_price_per_mbps,
                               traffic_price = excluded.traffic_price,
                               p95_price_per_mbps = excluded.p95_price_per_mbps,
                               version = bandwidth_type.version + 1,
                               deleted = false
                         where to_jsonb(bandwidth_type)
                                   - '{version,published_version,endpoint_types}'::text[]
                               <> to_jsonb(excluded)
                                   - '{version,published_version,endpoint_types}'::text[]
                            or not (bandwidth_type.endpoint_types @> excluded.endpoint_types
                                    and bandwidth_type.endpoint_types <@ excluded.endpoint_types)
                        """)
                .bind("code", wanted.code())
                .bind("name", wanted.name())
                .bind("offCloud", wanted.offCloud())
                .bind("global", wanted.global())
                .bind(
                        "endpointTypes",
                        wanted.endpointTypes().stream()
                                .sorted()
                                .map(Enum::name)
                                .toArray(String[]::new))
                .bind("currency", wanted.monthlyPricePerMbps().currency())
                .bind("monthly", wanted.monthlyPricePerMbps().minorUnits())
                .bind("monthlyCrossBorder", wanted.monthlyCrossBorderPricePerMbps().minorUnits())
                .bind("yearly", wanted.pricePerMbps(Term.Unit.YEAR).minorUnits())
                .bind(
                        "yearlyCrossBorder",
                        wanted.crossBorderPricePerMbps(Term.Unit.YEAR).minorUnits())
                .bind("traffic", usage(wanted, BillingType.PAY_BY_TRAFFIC))
                .bind("p95", usage(wanted, BillingType.PAY_BY_95TH))
                .then();
    }

    private static Parameter usage(BandwidthTypeEntry wanted, BillingType type) {
        var price =
                Objects.requireNonNullElse(wanted.usagePrices(), List.<UsagePrice>of()).stream()
                        .filter(usage -> usage.billingType() == type)
                        .map(usage -> usage.price().minorUnits())
                        .findFirst();
        return Parameters.in(R2dbcType.BIGINT, price.orElse(null));
    }

    private static BandwidthTypeEntry bandwidthType(Readable row) {
        var currency = Objects.requireNonNull(row.get("currency", String.class));
        var endpointTypes = Objects.requireNonNull(row.get("endpoint_types", String[].class));
        return new BandwidthTypeEntry(
                Objects.requireNonNull(row.get("code", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("off_cloud", Boolean.class)),
                Objects.requireNonNull(row.get("global", Boolean.class)),
                Arrays.stream(endpointTypes)
                        .map(EndpointType::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                price(row, currency, "monthly_price_per_mbps"),
                price(row, currency, "monthly_crossborder_price_per_mbps"),
                price(row, currency, "yearly_price_per_mbps"),
                price(row, currency, "yearly_crossborder_price_per_mbps"),
                Stream.of(
                                usage(row, currency, BillingType.PAY_BY_TRAFFIC, "traffic_price"),
                                usage(row, currency, BillingType.PAY_BY_95TH, "p95_price_per_mbps"))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<UsagePrice> usage(
            Readable row, String currency, BillingType type, String column) {
        return Optional.ofNullable(row.get(column, Long.class))
                .map(units -> new UsagePrice(type, new Money(currency, units)));
    }

    private static Money price(Readable row, String currency, String column) {
        return new Money(currency, Objects.requireNonNull(row.get(column, Long.class)));
    }
}
