package io.sixlane.configuration.bandwidthplan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Billing;
import org.jspecify.annotations.Nullable;

/** A fact about one bandwidth plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface BandwidthPlanEvent extends StreamEvent {
    /**
     * @param bandwidthMbps Mbit/s
     * @param crossBorderMbps Mbit/s that came with a basic plan before cross-border plans were
     *     plans of their own; null without, and in every newer event
     * @param kind null for a basic plan
     * @param billing null for payment by bandwidth
     */
    record BandwidthPlanCreated(
            BandwidthPlanId planId,
            String bandwidthType,
            int bandwidthMbps,
            @Nullable Integer crossBorderMbps,
            @Nullable PlanKind kind,
            @Nullable Billing billing)
            implements BandwidthPlanEvent {
        /** A basic plan, paid by bandwidth. */
        public BandwidthPlanCreated(
                BandwidthPlanId planId,
                String bandwidthType,
                int bandwidthMbps,
                @Nullable Integer crossBorderMbps) {
            this(planId, bandwidthType, bandwidthMbps, crossBorderMbps, null, null);
        }
    }

    record PlanBoundToAccelerator(AcceleratorId acceleratorId) implements BandwidthPlanEvent {}

    record PlanUnboundFromAccelerator(AcceleratorId acceleratorId) implements BandwidthPlanEvent {}

    /** Its bandwidth from now on, in Mbit/s. */
    record BandwidthPlanResized(int bandwidthMbps) implements BandwidthPlanEvent {}

    record BandwidthPlanDeleted() implements BandwidthPlanEvent {}
}
