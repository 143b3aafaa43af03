package io.sixlane.catalog.bandwidth;

import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.UsagePrice;
import io.sixlane.configuration.order.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The table of bandwidth types. */
@Repository
public class BandwidthTypeRepository {
    private final DatabaseClient database;

    BandwidthTypeRepository(DatabaseClient database) {
        this.database = database;
    }

    /** All bandwidth types, the plainest first. */
    public Flux<BandwidthTypeEntry> all() {
        return database.sql(
                        """
                        select code, version, name, off_cloud, global, endpoint_types, currency,
                               monthly_price_per_mbps, monthly_crossborder_price_per_mbps,
                               yearly_price_per_mbps, yearly_crossborder_price_per_mbps,
                               traffic_price, p95_price_per_mbps
                        from bandwidth_type
                        order by rank
                        """)
                .map(BandwidthTypeRepository::bandwidthType)
                .all();
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
                List.of(
                        new UsagePrice(
                                BillingType.PAY_BY_TRAFFIC, price(row, currency, "traffic_price")),
                        new UsagePrice(
                                BillingType.PAY_BY_95TH,
                                price(row, currency, "p95_price_per_mbps"))));
    }

    private static Money price(Readable row, String currency, String column) {
        return new Money(currency, Objects.requireNonNull(row.get(column, Long.class)));
    }
}
