package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it; what does not belong to its kind is null, and ids are null until
 * there is something that has them.
 *
 * @param revision also the ETag
 * @param specification of an accelerator that is bought without a plan
 * @param modification what changes
 */
record OrderView(
        OrderId id,
        long revision,
        Purchase.Kind kind,
        Status status,
        @Nullable Bundle bundle,
        @Nullable String specification,
        @Nullable PlanView plan,
        @Nullable ModificationView modification,
        @Nullable Billing billing,
        @Nullable Term term,
        Money total,
        Instant placedAt,
        @Nullable String invoice,
        @Nullable AcceleratorId acceleratorId,
        @Nullable BandwidthPlanId bandwidthPlanId,
        @Nullable BandwidthPlanId crossBorderPlanId) {
    /** A plan alone. */
    record PlanView(PlanKind planKind, String bandwidthType, int bandwidthMbps) {}

    /** A null size stays. */
    record ModificationView(
            @Nullable String specification,
            @Nullable Integer bandwidthMbps,
            @Nullable Integer crossBorderMbps) {}

    /** The order as it is now. */
    static OrderView of(Order order) {
        return of(order, true);
    }

    /**
     * The order as it was placed: the answer to every repetition of that request. Free orders are
     * fulfilled in the same change.
     */
    static OrderView asPlaced(Order order, boolean bills) {
        return of(order, !bills);
    }

    private static OrderView of(Order order, boolean now) {
        var purchase = order.purchase();
        var subscription = purchase instanceof Subscription bought ? bought : null;
        var instance = purchase instanceof Instance bought ? bought : null;
        var plan = purchase instanceof Plan bought ? bought : null;
        var modification = purchase instanceof Modification wanted ? wanted : null;
        return new OrderView(
                order.id(),
                now ? order.revision() : 1,
                purchase.kind(),
                now ? order.status() : Status.PLACED,
                subscription == null ? null : subscription.bundle(),
                instance == null ? null : instance.specification(),
                plan == null ? null : view(plan),
                modification == null ? null : view(modification),
                billing(purchase),
                purchase.term(),
                order.total(),
                order.placedAt(),
                now ? order.invoice() : null,
                now || !purchase.makesAccelerator() ? order.acceleratorId() : null,
                now ? order.bandwidthPlanId() : null,
                now ? order.crossBorderPlanId() : null);
    }

    private static PlanView view(Plan plan) {
        return new PlanView(plan.planKind(), plan.bandwidthType(), plan.bandwidthMbps());
    }

    private static ModificationView view(Modification wanted) {
        return new ModificationView(
                wanted.specification(), wanted.bandwidthMbps(), wanted.crossBorderMbps());
    }

    private static @Nullable Billing billing(Purchase purchase) {
        return switch (purchase) {
            case Subscription(_, _, var billing) -> billing;
            case Plan(_, _, _, var billing, _) -> billing;
            case Instance _, Renewal _, Modification _ -> null;
        };
    }
}
