package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.price.MonthlyPrice;
import io.sixlane.configuration.order.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every combination of a specification and a bandwidth type, in one of the two lists.
 *
 * @param recommended what fits, cheapest first
 */
record Recommendation(List<Recommended> recommended, List<Rejected> rejected) {
    Recommendation {
        recommended = List.copyOf(recommended);
        rejected = List.copyOf(rejected);
    }

    /**
     * A bundle that can be ordered as it is.
     *
     * @param peakBandwidthMbps Mbit/s of the basic plan
     * @param crossBorderMbps Mbit/s of the cross-border plan, null without one
     * @param monthlyPrice the sum of {@code priceBreakdown}
     */
    record Recommended(
            String specification,
            String bandwidthType,
            int peakBandwidthMbps,
            @Nullable Integer crossBorderMbps,
            Money monthlyPrice,
            MonthlyPrice priceBreakdown,
            List<String> reasons) {
        Recommended {
            reasons = List.copyOf(reasons);
        }
    }

    /** {@code reason} names everything that speaks against it. */
    record Rejected(String specification, String bandwidthType, String reason) {}
}
