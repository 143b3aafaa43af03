package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanDeleted;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanResized;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanUnboundFromAccelerator;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.Billing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bandwidth plan.
 *
 * @param bandwidthMbps as it is now, in Mbit/s; that of {@code created} is what it began with
 * @param boundTo empty while it is bound to nothing
 * @param deleted whether it is hidden permanently; its id is not used again
 */
public record BandwidthPlan(
        String account,
        long revision,
        BandwidthPlanCreated created,
        int bandwidthMbps,
        Optional<AcceleratorId> boundTo,
        boolean deleted) {
    /** A plan as it was created. */
    public BandwidthPlan(
            String account,
            long revision,
            BandwidthPlanCreated created,
            Optional<AcceleratorId> boundTo) {
        this(account, revision, created, created.bandwidthMbps(), boundTo, false);
    }

    public PlanKind kind() {
        return created.kind();
    }

    public Billing billing() {
        return created.billing();
    }

    /** The plan as an accelerator sees it. */
    public BoundPlan asBound() {
        return new BoundPlan(created.planId(), created.bandwidthType(), bandwidthMbps);
    }

    /** Total: an event that reached the log is true. */
    public static @Nullable BandwidthPlan evolve(
            @Nullable BandwidthPlan held, RecordedEvent recorded) {
        if (!(recorded.event() instanceof BandwidthPlanEvent event)) {
            return held;
        }
        if (event instanceof BandwidthPlanCreated created) {
            return new BandwidthPlan(
                    recorded.actor().account(),
                    recorded.revision(),
                    created,
                    created.bandwidthMbps(),
                    Optional.empty(),
                    false);
        }
        return held == null ? null : held.after(event, recorded.revision());
    }

    private BandwidthPlan after(BandwidthPlanEvent event, long at) {
        return switch (event) {
            case BandwidthPlanCreated _ -> this;
            case PlanBoundToAccelerator(var id) ->
                    new BandwidthPlan(account, at, created, bandwidthMbps, Optional.of(id), false);
            case PlanUnboundFromAccelerator _ ->
                    new BandwidthPlan(account, at, created, bandwidthMbps, Optional.empty(), false);
            case BandwidthPlanResized(var mbps) ->
                    new BandwidthPlan(account, at, created, mbps, boundTo, false);
            case BandwidthPlanDeleted() ->
                    new BandwidthPlan(account, at, created, bandwidthMbps, boundTo, true);
        };
    }
}
