package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.order.Billing;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanSizeRefused;
import java.util.Optional;

/**
 * The sizes that a plan may have, in Mbit/s (source: the hosted service's CreateBandwidthPackage,
 * and its page about payment by the 95th percentile).
 */
public final class PlanSize {
    public static final int LEAST_MBPS = BundleRules.LEAST_MBPS;
    public static final int MOST_MBPS = BundleRules.MOST_MBPS;
    static final int LEAST_95TH_MBPS = 100;

    private PlanSize() {}

    /** Why no plan can have this size; empty when one can, if the catalog sells it. */
    public static Optional<Rejection> refusal(int mbps, Billing billing) {
        return refusal(mbps, billing, MOST_MBPS);
    }

    /**
     * Why a plan cannot have this size; empty when it can.
     *
     * @param most Mbit/s
     */
    public static Optional<Rejection> refusal(int mbps, Billing billing, int most) {
        var least = billing.type() == BillingType.PAY_BY_95TH ? LEAST_95TH_MBPS : LEAST_MBPS;
        return mbps >= least && mbps <= most
                ? Optional.empty()
                : Optional.of(new PlanSizeRefused(mbps, least, most, billing.type()));
    }
}
