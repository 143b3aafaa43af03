package io.sixlane.configuration.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.log.StreamEvent;
import org.jspecify.annotations.Nullable;

/** A fact about one order. The first of a stream is one of the five that order something. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface OrderEvent extends StreamEvent {
    /**
     * A new accelerator with its plans.
     *
     * @param billing of the basic plan
     */
    record OrderPlaced(OrderId orderId, Bundle bundle, Term term, Money total, Billing billing)
            implements OrderEvent {
        /** An order of a plan paid by bandwidth. */
        public OrderPlaced(OrderId orderId, Bundle bundle, Term term, Money total) {
            this(orderId, bundle, term, total, Billing.BY_BANDWIDTH);
        }
    }

    /** A new accelerator without a plan. */
    record InstanceOrdered(OrderId orderId, String specification, Term term, Money total)
            implements OrderEvent {}

    /** An accelerator and its bound plans, for a further term. */
    record RenewalOrdered(OrderId orderId, AcceleratorId acceleratorId, Term term, Money total)
            implements OrderEvent {}

    /**
     * A bandwidth plan alone.
     *
     * @param bandwidthMbps Mbit/s
     */
    record PlanOrdered(
            OrderId orderId,
            PlanKind kind,
            String bandwidthType,
            int bandwidthMbps,
            Billing billing,
            Term term,
            Money total)
            implements OrderEvent {}

    /**
     * Another size of an accelerator and of the plans bound to it, all larger or all smaller.
     *
     * @param specification null when it stays
     * @param bandwidthMbps of the basic plan, in Mbit/s; null when it stays
     * @param crossBorderMbps of the cross-border plan, in Mbit/s; null when it stays
     * @param total for the rest of the term; nothing for something smaller
     */
    record ModificationOrdered(
            OrderId orderId,
            AcceleratorId acceleratorId,
            @Nullable String specification,
            @Nullable Integer bandwidthMbps,
            @Nullable Integer crossBorderMbps,
            Money total)
            implements OrderEvent {}

    /** The invoice is out; the order waits until an operator has seen the money. */
    record PaymentAwaited(String invoice) implements OrderEvent {}

    /**
     * A new accelerator was paid and created.
     *
     * @param bandwidthPlanId null without a plan
     * @param crossBorderPlanId null without a cross-border plan
     */
    record OrderPaid(
            AcceleratorId acceleratorId,
            @Nullable BandwidthPlanId bandwidthPlanId,
            @Nullable BandwidthPlanId crossBorderPlanId)
            implements OrderEvent {
        /** Without a cross-border plan. */
        public OrderPaid(AcceleratorId acceleratorId, BandwidthPlanId bandwidthPlanId) {
            this(acceleratorId, bandwidthPlanId, null);
        }
    }

    /**
     * Any other order was paid and fulfilled.
     *
     * @param bandwidthPlanId the plan that was bought alone, null for every other order
     */
    record OrderFulfilled(@Nullable BandwidthPlanId bandwidthPlanId) implements OrderEvent {}

    /** The order was cancelled before it was paid. */
    record OrderCancelled() implements OrderEvent {}
}
