package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.order.Billing;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the API shows it.
 *
 * @param revision also the ETag
 * @param bandwidthMbps Mbit/s
 * @param boundTo null while it is bound to nothing
 */
record BandwidthPlanView(
        BandwidthPlanId id,
        long revision,
        PlanKind kind,
        String bandwidthType,
        int bandwidthMbps,
        Billing billing,
        @Nullable AcceleratorId boundTo) {
    static BandwidthPlanView of(BandwidthPlan plan) {
        return new BandwidthPlanView(
                plan.created().planId(),
                plan.revision(),
                plan.kind(),
                plan.created().bandwidthType(),
                plan.bandwidthMbps(),
                plan.billing(),
                plan.boundTo().orElse(null));
    }
}
