package io.sixlane.provisioning.order;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.catalog.UsagePrice;
import io.sixlane.configuration.order.Money;
import java.util.List;
import java.util.Objects;

/** Entries of the catalog where nothing costs anything. Pure. */
final class Unbilled {
    private Unbilled() {}

    static SpecificationEntry of(SpecificationEntry entry) {
        var nothing = nothing(entry.monthlyPrice());
        return new SpecificationEntry(
                entry.code(),
                entry.version(),
                entry.name(),
                entry.regions(),
                entry.peakMbps(),
                entry.maxConnections(),
                nothing,
                nothing);
    }

    static BandwidthTypeEntry of(BandwidthTypeEntry entry) {
        var nothing = nothing(entry.monthlyPricePerMbps());
        return new BandwidthTypeEntry(
                entry.code(),
                entry.version(),
                entry.name(),
                entry.offCloud(),
                entry.global(),
                entry.endpointTypes(),
                nothing,
                nothing,
                nothing,
                nothing,
                Objects.requireNonNullElse(entry.usagePrices(), List.<UsagePrice>of()).stream()
                        .map(price -> new UsagePrice(price.billingType(), nothing))
                        .toList());
    }

    /** Without a price there is no term that could end. */
    static LimitsEntry of(LimitsEntry entry) {
        return new LimitsEntry(entry.code(), entry.version(), entry.planMbps(), 0, 0, true);
    }

    private static Money nothing(Money price) {
        return new Money(price.currency(), 0);
    }
}
