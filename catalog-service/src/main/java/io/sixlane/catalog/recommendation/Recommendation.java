package io.sixlane.catalog.recommendation;

import io.sixlane.configuration.bundle.BundlePrice;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every combination of a specification and a bandwidth type, in one of the two lists.
 *
 * @param recommended what fits, cheapest first
 * @param nearest the nearest bundles when nothing fits, cheapest first; empty otherwise
 */
record Recommendation(
        List<Recommended> recommended, List<Rejected> rejected, List<Nearest> nearest) {
    Recommendation {
        recommended = List.copyOf(recommended);
        rejected = List.copyOf(rejected);
        nearest = List.copyOf(nearest);
    }

    /**
     * A bundle that can be ordered as it is.
     *
     * @param peakBandwidthMbps Mbit/s of the basic plan
     * @param crossBorderMbps Mbit/s of the cross-border plan, null without one
     * @param monthlyPrice the sum of {@code priceBreakdown}
     * @param yearlyPrice the sum of {@code yearlyBreakdown}
     * @param use the use that it was recommended for; an order with it is checked against it
     */
    record Recommended(
            String specification,
            String bandwidthType,
            int peakBandwidthMbps,
            @Nullable Integer crossBorderMbps,
            Money monthlyPrice,
            Money yearlyPrice,
            BundlePrice priceBreakdown,
            BundlePrice yearlyBreakdown,
            BundleUse use,
            List<String> reasons) {
        Recommended {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * @param reason names everything that speaks against it
     * @param problems the problem types that an order of it would be refused with, the first as its
     *     type; empty when it can be ordered and another one is better
     */
    record Rejected(
            String specification, String bandwidthType, String reason, List<String> problems) {
        Rejected {
            problems = List.copyOf(problems);
        }
    }

    /** A bundle that can be ordered for a wish with these changes. */
    record Nearest(Recommended bundle, List<Adjustment> changes) {
        Nearest {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One answer that would have to be another.
     *
     * @param field of the request
     * @param asked the answer that was given
     * @param instead the possible answer
     * @param reason why the answer is impossible
     */
    record Adjustment(String field, String asked, String instead, String reason) {}
}
