package io.sixlane.configuration.bandwidthplan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Billing;

/** A fact about one bandwidth plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface BandwidthPlanEvent extends StreamEvent {
    /**
     * @param bandwidthMbps Mbit/s
     */
    record BandwidthPlanCreated(
            BandwidthPlanId planId,
            String bandwidthType,
            int bandwidthMbps,
            PlanKind kind,
            Billing billing)
            implements BandwidthPlanEvent {
        /** A basic plan, paid by bandwidth. */
        public BandwidthPlanCreated(
                BandwidthPlanId planId, String bandwidthType, int bandwidthMbps) {
            this(planId, bandwidthType, bandwidthMbps, PlanKind.BASIC, Billing.BY_BANDWIDTH);
        }
    }

    record PlanBoundToAccelerator(AcceleratorId acceleratorId) implements BandwidthPlanEvent {}

    record PlanUnboundFromAccelerator(AcceleratorId acceleratorId) implements BandwidthPlanEvent {}

    /** The new bandwidth, in Mbit/s. */
    record BandwidthPlanResized(int bandwidthMbps) implements BandwidthPlanEvent {}

    record BandwidthPlanDeleted() implements BandwidthPlanEvent {}
}
