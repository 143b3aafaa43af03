package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.log.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A bandwidth plan.
 *
 * @param boundTo empty until it is bound
 */
public record BandwidthPlan(
        String account,
        long revision,
        BandwidthPlanCreated created,
        Optional<AcceleratorId> boundTo) {
    /** As an accelerator sees it. */
    public BoundPlan asBound() {
        return new BoundPlan(created.planId(), created.bandwidthType(), created.bandwidthMbps());
    }

    /** Total: an event that reached the log is true. */
    public static @Nullable BandwidthPlan evolve(
            @Nullable BandwidthPlan held, RecordedEvent recorded) {
        if (!(recorded.event() instanceof BandwidthPlanEvent event)) {
            return held;
        }
        return switch (event) {
            case BandwidthPlanCreated created ->
                    new BandwidthPlan(
                            recorded.actor().account(),
                            recorded.revision(),
                            created,
                            Optional.empty());
            case PlanBoundToAccelerator(var acceleratorId) ->
                    held == null
                            ? null
                            : new BandwidthPlan(
                                    held.account(),
                                    recorded.revision(),
                                    held.created(),
                                    Optional.of(acceleratorId));
        };
    }
}
