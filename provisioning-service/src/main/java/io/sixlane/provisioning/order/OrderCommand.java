package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.order.OrderId;

/** The commands of one order. */
sealed interface OrderCommand {
    OrderId id();

    /** Places an order of an account, on the state of catalog and log at that moment. */
    record Place(OrderId id, String account, Purchase purchase, Market market)
            implements OrderCommand {}

    /** An invoice was sent, and nothing is known of its payment. */
    record AwaitPayment(OrderId id, String account, String invoice) implements OrderCommand {}

    /** The ids are those that what it buys gets if the order is not paid yet. */
    record Pay(
            OrderId id,
            String account,
            AcceleratorId acceleratorId,
            BandwidthPlanId bandwidthPlanId,
            BandwidthPlanId crossBorderPlanId)
            implements OrderCommand {}

    record Cancel(OrderId id, String account) implements OrderCommand {}
}
