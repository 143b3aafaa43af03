package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;

import java.util.List;

/**
 * What can be asked of one accelerator that exists: the wish alone, ids of new things included.
 * What the answer depends on besides the accelerator is in {@link AcceleratorFacts}.
 */
public sealed interface AcceleratorCommand {
    /** How an accelerator begins; decided without a state. */
    record Create(AcceleratorId id, String account, SpecificationLimits specification) {}

    record BindPlan(BandwidthPlanId planId) implements AcceleratorCommand {}

    record AddRegions(String area, List<WantedRegion> regions) implements AcceleratorCommand {
        public AddRegions {
            regions = List.copyOf(regions);
        }
    }

    /**
     * @param bandwidthMbps Mbit/s, at least 2
     */
    record WantedRegion(String region, int bandwidthMbps, IpVersion ipVersion) {}

    record AddListener(Listener listener) implements AcceleratorCommand {}

    record RemoveListener(ListenerId listenerId) implements AcceleratorCommand {}

    record AddEndpointGroup(ListenerId listenerId, EndpointGroup group)
            implements AcceleratorCommand {}

    /** An endpoint that is there already, by type and address, keeps its id. */
    record ReplaceEndpoints(
            ListenerId listenerId, EndpointGroupId groupId, List<Endpoint> endpoints)
            implements AcceleratorCommand {
        public ReplaceEndpoints {
            endpoints = List.copyOf(endpoints);
        }
    }

    record Delete() implements AcceleratorCommand {}
}
