package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.provisioning.decision.Decision;
import java.util.List;
import java.util.Optional;

/** What can be asked of one accelerator, with everything that the answer depends on. */
public sealed interface AcceleratorCommand {
    AcceleratorId id();

    /** The account that asks. */
    String account();

    record Create(AcceleratorId id, String account, SpecificationLimits specification)
            implements AcceleratorCommand {}

    record BindPlan(AcceleratorId id, String account, BoundPlan plan)
            implements AcceleratorCommand {}

    record AddRegions(AcceleratorId id, String account, String area, List<WantedRegion> regions)
            implements AcceleratorCommand {
        public AddRegions {
            regions = List.copyOf(regions);
        }
    }

    /**
     * @param entry empty when the catalog does not know the region
     * @param bandwidthMbps Mbit/s, at least 2
     * @param address what the region's pool said: AddressAllocated, or why not
     */
    record WantedRegion(
            String region,
            Optional<RegionEntry> entry,
            int bandwidthMbps,
            IpVersion ipVersion,
            Decision address) {}

    record AddListener(AcceleratorId id, String account, Listener listener)
            implements AcceleratorCommand {}

    record RemoveListener(AcceleratorId id, String account, ListenerId listenerId)
            implements AcceleratorCommand {}

    /**
     * @param region empty when the catalog does not know the group's region
     */
    record AddEndpointGroup(
            AcceleratorId id,
            String account,
            ListenerId listenerId,
            EndpointGroup group,
            Optional<RegionEntry> region,
            EndpointRules rules)
            implements AcceleratorCommand {}

    /** An endpoint that is there already, by type and address, keeps its id. */
    record ReplaceEndpoints(
            AcceleratorId id,
            String account,
            ListenerId listenerId,
            EndpointGroupId groupId,
            List<Endpoint> endpoints,
            EndpointRules rules)
            implements AcceleratorCommand {
        public ReplaceEndpoints {
            endpoints = List.copyOf(endpoints);
        }
    }

    record Delete(AcceleratorId id, String account) implements AcceleratorCommand {}
}
