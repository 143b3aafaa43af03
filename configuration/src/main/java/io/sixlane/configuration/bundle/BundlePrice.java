package io.sixlane.configuration.bundle;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.Term;
import org.jspecify.annotations.Nullable;

/**
 * The price of a bundle for a month or a year, by part.
 *
 * @param specification the instance
 * @param bandwidth the basic plan
 * @param crossBorder the cross-border plan, null without one
 */
public record BundlePrice(Money specification, Money bandwidth, @Nullable Money crossBorder) {
    /**
     * For one {@code unit} of time. Plans in Mbit/s; {@code crossBorderMbps} null without one.
     *
     * @throws IllegalArgumentException if the catalog has prices in several currencies
     */
    public static BundlePrice of(
            SpecificationEntry specification,
            BandwidthTypeEntry type,
            int peakMbps,
            @Nullable Integer crossBorderMbps,
            Term.Unit unit) {
        return new BundlePrice(
                specification.price(unit),
                type.pricePerMbps(unit).times(peakMbps),
                crossBorderMbps == null
                        ? null
                        : type.crossBorderPricePerMbps(unit).times(crossBorderMbps));
    }

    /** The sum of the parts. */
    public Money total() {
        var instanceAndPlan = specification.plus(bandwidth);
        return crossBorder == null ? instanceAndPlan : instanceAndPlan.plus(crossBorder);
    }
}
