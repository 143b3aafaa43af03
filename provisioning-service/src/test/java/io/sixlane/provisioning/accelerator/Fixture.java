package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.addresspool.AddressPool;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.quota.AccountLimits;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The vocabulary of tests about accelerators. */
public final class Fixture {
    public static final AcceleratorId ID = new AcceleratorId("ga-1");
    static final String ACCOUNT = "acme";
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static final AccountLimits LIMITS =
            new AccountLimits(10, 50, 10, 10, 4, EnumSet.complementOf(EnumSet.of(ClientIp.SPP)));

    /** On {@link #facts()}. */
    static final DeciderSpecification<
                    Optional<AcceleratorRecord>, AcceleratorCommand, StreamEvent, Decision>
            ACCELERATOR = accelerator(facts());

    /** On what is known besides it. */
    static DeciderSpecification<
                    Optional<AcceleratorRecord>, AcceleratorCommand, StreamEvent, Decision>
            accelerator(AcceleratorFacts facts) {
        return DeciderSpecification.of(
                Optional.empty(),
                (held, command) ->
                        AcceleratorDecider.decide(
                                (AcceleratorImage) held.orElseThrow(), command, facts),
                (held, event) -> Optional.of(evolve(held.orElse(null), event)));
    }

    /** Regions with IPv6 and one shared address, and a bandwidth type that allows everything. */
    public static AcceleratorFacts facts() {
        var regions =
                Stream.of("a", "b", "c", "cn-hongkong", "us-west-1")
                        .map(code -> regionEntry(code, true))
                        .collect(Collectors.toMap(RegionEntry::code, region -> region));
        var pools =
                regions.keySet().stream()
                        .collect(Collectors.toMap(code -> code, _ -> pool("fd00::1/128")));
        return new AcceleratorFacts(
                regions,
                Map.of("PREMIUM", bandwidthType("PREMIUM", true, EndpointType.values())),
                Map.of(),
                pools,
                EndpointPolicy.allowing(""),
                LIMITS,
                Duration.ofHours(1),
                NOW);
    }

    static AcceleratorFacts factsWith(RegionEntry region) {
        var facts = facts();
        return new AcceleratorFacts(
                Map.of(region.code(), region),
                facts.bandwidthTypes(),
                facts.plans(),
                facts.pools(),
                facts.policy(),
                facts.limits(),
                facts.quarantine(),
                NOW);
    }

    static AcceleratorFacts factsWith(EndpointPolicy policy) {
        var facts = facts();
        return new AcceleratorFacts(
                facts.regions(),
                facts.bandwidthTypes(),
                facts.plans(),
                facts.pools(),
                policy,
                facts.limits(),
                facts.quarantine(),
                NOW);
    }

    static AcceleratorFacts factsWith(BandwidthTypeEntry... types) {
        var facts = facts();
        return new AcceleratorFacts(
                facts.regions(),
                Stream.of(types).collect(Collectors.toMap(BandwidthTypeEntry::code, type -> type)),
                facts.plans(),
                facts.pools(),
                facts.policy(),
                facts.limits(),
                facts.quarantine(),
                NOW);
    }

    static AddressPool pool(String... prefixes) {
        var pool = AddressPool.NOTHING;
        for (var prefix : prefixes) {
            pool =
                    pool.evolve(
                            recorded(
                                    pool.revision() + 1,
                                    new AddressPoolRegistered("region", prefix)));
        }
        return pool;
    }

    static BandwidthPlan unbound(String id, int mbps) {
        return unbound(id, "PREMIUM", mbps);
    }

    static BandwidthPlan unbound(String id, String type, int mbps) {
        return new BandwidthPlan(
                ACCOUNT,
                1,
                new BandwidthPlanCreated(new BandwidthPlanId(id), type, mbps),
                Optional.empty());
    }

    private Fixture() {}

    public static AcceleratorRecord evolve(@Nullable AcceleratorRecord held, StreamEvent event) {
        return AcceleratorEvolution.evolve(
                held, recorded(held == null ? 1 : held.revision() + 1, event));
    }

    static RecordedEvent recorded(long revision, StreamEvent event) {
        return new RecordedEvent(
                ID.text(),
                revision,
                "event",
                Instant.EPOCH,
                new Actor(ACCOUNT, "ann", "", "request"),
                event,
                RecordedEvent.NO_HASH,
                RecordedEvent.NO_HASH);
    }

    public static AcceleratorCreated created(int regions, int peakMbps) {
        return new AcceleratorCreated(ID, new SpecificationLimits("SPEC", regions, peakMbps, 100));
    }

    public static BandwidthPlanBound planBound(int mbps) {
        return new BandwidthPlanBound(plan("gbwp-1", mbps));
    }

    static BoundPlan plan(String id, int mbps) {
        return new BoundPlan(new BandwidthPlanId(id), "PREMIUM", mbps);
    }

    public static AccelerationRegionsAdded regionAdded(String region, int mbps) {
        return new AccelerationRegionsAdded(List.of(region(region, mbps)));
    }

    public static AccelerationRegion region(String region, int mbps) {
        return new AccelerationRegion("ASIA_PACIFIC", region, mbps, IpVersion.IPV6, "fd00::1");
    }

    static AddRegions addRegions(WantedRegion... regions) {
        return new AddRegions("ASIA_PACIFIC", List.of(regions));
    }

    static WantedRegion wanted(String region, int mbps) {
        return new WantedRegion(region, mbps, IpVersion.IPV6);
    }

    static RegionEntry regionEntry(String region, boolean ipv6) {
        return regionEntry(region, false, ipv6);
    }

    static RegionEntry regionEntry(String region, boolean mainlandChina, boolean ipv6) {
        return new RegionEntry(region, 1, region, "ASIA_PACIFIC", mainlandChina, ipv6);
    }

    public static Listener listener(String id, Protocol protocol, int from, int to) {
        return new Listener(
                new ListenerId(id),
                "web",
                protocol,
                List.of(new PortRange(from, to)),
                ClientAffinity.NONE,
                List.of());
    }

    /** Global. */
    static BandwidthTypeEntry bandwidthType(
            String code, boolean offCloud, EndpointType... endpoints) {
        return bandwidthType(code, offCloud, true, endpoints);
    }

    static BandwidthTypeEntry bandwidthType(
            String code, boolean offCloud, boolean global, EndpointType... endpoints) {
        var price = new Money("USD", 1);
        return new BandwidthTypeEntry(
                code, 1, code, offCloud, global, Set.of(endpoints), price, price);
    }
}
