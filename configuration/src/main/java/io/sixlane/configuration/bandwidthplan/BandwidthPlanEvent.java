package io.sixlane.configuration.bandwidthplan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.StreamEvent;
import org.jspecify.annotations.Nullable;

/** A fact about one bandwidth plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface BandwidthPlanEvent extends StreamEvent {
    /**
     * {@code bandwidthMbps} and {@code crossBorderMbps} in Mbit/s; no cross-border plan is null.
     */
    record BandwidthPlanCreated(
            BandwidthPlanId planId,
            String bandwidthType,
            int bandwidthMbps,
            @Nullable Integer crossBorderMbps)
            implements BandwidthPlanEvent {}

    record PlanBoundToAccelerator(AcceleratorId acceleratorId) implements BandwidthPlanEvent {}
}
