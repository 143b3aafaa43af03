package io.sixlane.provisioning.order;

import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.bandwidthplan.PlanSize;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.TermNotOffered;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's limits of sales, which bound an order when it is placed and not when it is paid. A
 * plan that is larger than the limit may keep its size or shrink, and every accelerator may be
 * renewed by a month. Pure.
 */
final class LimitRules {
    private static final Term SHORTEST = new Term(Term.Unit.MONTH, 1);

    private LimitRules() {}

    /** Why a purchase is not sold; empty when it is. */
    static Optional<Rejection> refusal(Purchase purchase, Market market) {
        var limits = market.limits();
        return switch (purchase) {
            case Subscription(var bundle, var term, var billing) ->
                    term(term, limits)
                            .or(() -> size(bundle.peakBandwidthMbps(), billing, 0, limits))
                            .or(() -> abroad(bundle.crossBorderMbps(), limits));
            case Instance(_, var term) -> term(term, limits);
            case Plan(_, _, var mbps, var billing, var term) ->
                    term(term, limits).or(() -> size(mbps, billing, 0, limits));
            case Renewal(_, var term) ->
                    term.equals(SHORTEST) && !isUnbilled(limits)
                            ? Optional.empty()
                            : term(term, limits);
            case Modification(_, _, var mbps, var crossBorderMbps) ->
                    resized(mbps, market.basic(), limits)
                            .or(() -> resized(crossBorderMbps, market.crossBorder(), limits));
        };
    }

    /** Nothing ends there, so that nothing is renewed. */
    private static boolean isUnbilled(LimitsEntry limits) {
        return limits.months() == 0 && limits.years() == 0;
    }

    private static Optional<Rejection> term(Term term, LimitsEntry limits) {
        return limits.sells(term)
                ? Optional.empty()
                : Optional.of(new TermNotOffered(term, limits));
    }

    private static Optional<Rejection> abroad(@Nullable Integer mbps, LimitsEntry limits) {
        return mbps == null ? Optional.empty() : size(mbps, Billing.BY_BANDWIDTH, 0, limits);
    }

    private static Optional<Rejection> resized(
            @Nullable Integer mbps, Optional<BandwidthPlan> plan, LimitsEntry limits) {
        return mbps == null || plan.isEmpty()
                ? Optional.empty()
                : size(mbps, plan.get().billing(), plan.get().bandwidthMbps(), limits);
    }

    /**
     * @param held Mbit/s that the plan has already
     */
    private static Optional<Rejection> size(
            int mbps, Billing billing, int held, LimitsEntry limits) {
        return PlanSize.refusal(mbps, billing, Math.max(limits.planMbps(), held));
    }
}
