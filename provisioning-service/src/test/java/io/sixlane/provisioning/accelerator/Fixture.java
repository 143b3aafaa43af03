package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words in which tests speak of accelerators. */
final class Fixture {
    static final AcceleratorId ID = new AcceleratorId("ga-1");
    static final String ACCOUNT = "acme";

    static final DeciderSpecification<
                    Optional<AcceleratorRecord>, AcceleratorCommand, StreamEvent, Decision>
            ACCELERATOR =
                    DeciderSpecification.of(
                            Optional.empty(),
                            (held, command) ->
                                    AcceleratorDecider.decide(held.orElse(null), command),
                            (held, event) -> Optional.of(evolve(held.orElse(null), event)));

    private Fixture() {}

    static AcceleratorRecord evolve(@Nullable AcceleratorRecord held, StreamEvent event) {
        return AcceleratorEvolution.evolve(
                held,
                new RecordedEvent(
                        ID.text(),
                        held == null ? 1 : held.revision() + 1,
                        "event",
                        Instant.EPOCH,
                        new Actor(ACCOUNT, "ann", "", "request"),
                        event,
                        RecordedEvent.NO_HASH,
                        RecordedEvent.NO_HASH));
    }

    static AcceleratorCreated created(int regions, int peakMbps) {
        return new AcceleratorCreated(ID, new SpecificationLimits("SPEC", regions, peakMbps, 100));
    }

    static BandwidthPlanBound planBound(int mbps) {
        return new BandwidthPlanBound(plan("gbwp-1", mbps));
    }

    static BoundPlan plan(String id, int mbps) {
        return new BoundPlan(new BandwidthPlanId(id), "PREMIUM", mbps);
    }

    static AccelerationRegionsAdded regionAdded(String region, int mbps) {
        return new AccelerationRegionsAdded(List.of(region(region, mbps)));
    }

    static AccelerationRegion region(String region, int mbps) {
        return new AccelerationRegion("ASIA_PACIFIC", region, mbps, IpVersion.IPV6, "fd00::1");
    }

    static AddRegions addRegions(WantedRegion... regions) {
        return new AddRegions(ID, ACCOUNT, "ASIA_PACIFIC", List.of(regions));
    }

    static WantedRegion wanted(String region, int mbps) {
        return new WantedRegion(
                region,
                Optional.of(regionEntry(region, true)),
                mbps,
                IpVersion.IPV6,
                Decision.accept(new AddressAllocated("fd00::1", ID)));
    }

    static RegionEntry regionEntry(String region, boolean ipv6) {
        return new RegionEntry(region, 1, region, "ASIA_PACIFIC", false, ipv6);
    }

    static Listener listener(String id, Protocol protocol, int from, int to) {
        return new Listener(
                new ListenerId(id),
                "web",
                protocol,
                List.of(new PortRange(from, to)),
                ClientAffinity.NONE,
                List.of());
    }

    static BandwidthTypeEntry bandwidthType(
            String code, boolean offCloud, EndpointType... endpoints) {
        var price = new Money("USD", 1);
        return new BandwidthTypeEntry(
                code, 1, code, offCloud, false, Set.of(endpoints), price, price);
    }
}
