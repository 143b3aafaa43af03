package io.sixlane.provisioning.bandwidthplan;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;

/** The commands of a bandwidth plan. */
public sealed interface BandwidthPlanCommand {
    record Create(BandwidthPlanCreated plan) implements BandwidthPlanCommand {}

    record Bind(String account, BandwidthPlanId planId, AcceleratorId acceleratorId)
            implements BandwidthPlanCommand {}

    record Unbind(String account, BandwidthPlanId planId, AcceleratorId acceleratorId)
            implements BandwidthPlanCommand {}

    /** {@code bandwidthMbps} in Mbit/s. */
    record Resize(String account, BandwidthPlanId planId, int bandwidthMbps)
            implements BandwidthPlanCommand {}

    record Delete(String account, BandwidthPlanId planId) implements BandwidthPlanCommand {}
}
