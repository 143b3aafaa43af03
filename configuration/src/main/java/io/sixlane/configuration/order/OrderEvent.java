package io.sixlane.configuration.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.log.StreamEvent;

/** A fact about one order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface OrderEvent extends StreamEvent {
    record OrderPlaced(OrderId orderId, Bundle bundle, Term term, Money total)
            implements OrderEvent {}

    record OrderPaid(AcceleratorId acceleratorId, BandwidthPlanId bandwidthPlanId)
            implements OrderEvent {}
}
