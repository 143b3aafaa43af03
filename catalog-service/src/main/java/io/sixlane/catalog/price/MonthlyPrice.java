package io.sixlane.catalog.price;

import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle costs a month, by part.
 *
 * @param specification the instance
 * @param bandwidth the basic plan
 * @param crossBorder the cross-border plan, null without one
 */
public record MonthlyPrice(Money specification, Money bandwidth, @Nullable Money crossBorder) {
    /** Plans in Mbit/s; {@code crossBorderMbps} null without one. */
    public static MonthlyPrice of(
            SpecificationEntry specification,
            BandwidthTypeEntry bandwidthType,
            int peakMbps,
            @Nullable Integer crossBorderMbps) {
        return new MonthlyPrice(
                specification.monthlyPrice(),
                bandwidthType.monthlyPricePerMbps().times(peakMbps),
                crossBorderMbps == null
                        ? null
                        : bandwidthType.monthlyCrossBorderPricePerMbps().times(crossBorderMbps));
    }

    /** The sum of the parts. */
    public Money total() {
        var instanceAndPlan = specification.plus(bandwidth);
        return crossBorder == null ? instanceAndPlan : instanceAndPlan.plus(crossBorder);
    }
}
