package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.ACCELERATOR;
import static io.sixlane.provisioning.accelerator.Fixture.ACCOUNT;
import static io.sixlane.provisioning.accelerator.Fixture.ID;
import static io.sixlane.provisioning.accelerator.Fixture.accelerator;
import static io.sixlane.provisioning.accelerator.Fixture.addRegions;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.factsWith;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.pool;
import static io.sixlane.provisioning.accelerator.Fixture.region;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static io.sixlane.provisioning.accelerator.Fixture.unbound;
import static io.sixlane.provisioning.accelerator.Fixture.wanted;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Create;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.AccelerationRegionNotFound;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.DeletionTakesAlong;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.QuotaExceeded;
import io.sixlane.provisioning.decision.Rejection.OtherPlanBound;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.PortInUse;
import io.sixlane.provisioning.decision.Rejection.RegionAlreadyAdded;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionOutsideArea;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.RegionWithoutIpv6;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AcceleratorDeciderTest {
    private static AddListener add(Listener listener) {
        return new AddListener(listener);
    }

    @Test
    void is_created_once() {
        var limits = created(1, 20).specification();
        var create = new Create(ID, ACCOUNT, limits);
        assertThat(AcceleratorDecider.decide(null, create)).isEqualTo(accept(created(1, 20)));
        assertThat(AcceleratorDecider.decide(evolve(null, created(1, 20)), create))
                .isEqualTo(reject(new AlreadyExists("ga-1")));
    }

    @Test
    void is_deleted_when_it_is_empty() {
        ACCELERATOR
                .given(created(1, 20))
                .when(new Delete(false))
                .then(accept(new AcceleratorDeleted()));
    }

    @Test
    void shows_what_its_deletion_removes() {
        var whole =
                ACCELERATOR.given(
                        created(1, 20),
                        planBound(10),
                        regionAdded("a", 10),
                        new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));
        whole.when(new Delete(false))
                .then(
                        reject(
                                new DeletionTakesAlong(
                                        "ga-1",
                                        List.of(
                                                "listener lsr-1",
                                                "address fd00::1 of region a",
                                                "bandwidth plan gbwp-1"))));
        whole.when(new Delete(true)).then(accept(new AcceleratorDeleted()));
    }

    @Test
    void is_renamed_once() {
        var renamed = new AcceleratorRenamed("shop");
        ACCELERATOR.given(created(1, 20)).when(new Rename("shop")).then(accept(renamed));
        ACCELERATOR.given(created(1, 20), renamed).when(new Rename("shop")).then(accept());
    }

    @Test
    void changes_while_it_is_suspended() {
        ACCELERATOR
                .given(
                        created(1, 20),
                        new AcceleratorSuspended(
                                new Suspension(Suspension.Reason.EXPIRED, Instant.EPOCH)))
                .when(add(listener("lsr-1", Protocol.TCP, 80, 80)))
                .then(accept(new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80))));
    }

    @Test
    void changes_the_bandwidth_of_a_region_and_keeps_its_address() {
        var two =
                ACCELERATOR.given(
                        created(2, 20), planBound(10), regionAdded("a", 4), regionAdded("b", 4));
        two.when(new ChangeRegion("a", 6))
                .then(accept(new AccelerationRegionChanged(region("a", 6))));
        two.when(new ChangeRegion("a", 4)).then(accept());
        two.when(new ChangeRegion("a", 7)).then(reject(new PlanBandwidthExceeded(7, 6, 10)));
        two.when(new ChangeRegion("c", 2)).then(reject(new AccelerationRegionNotFound("c")));
    }

    @Test
    void releases_an_address_only_on_request() {
        var one = ACCELERATOR.given(created(1, 20), planBound(10), regionAdded("a", 4));
        one.when(new RemoveRegion("a", false))
                .then(
                        reject(
                                new DeletionTakesAlong(
                                        "Region a", List.of("address fd00::1 of region a"))));
        one.when(new RemoveRegion("a", true)).then(accept(new AccelerationRegionRemoved("a")));
        one.when(new RemoveRegion("b", true)).then(reject(new AccelerationRegionNotFound("b")));
    }

    private static BindPlan bind(String id) {
        return new BindPlan(new BandwidthPlanId(id));
    }

    @Test
    void binds_a_plan_as_large_as_its_specification() {
        accelerator(facts().withPlan(unbound("gbwp-1", 20)))
                .given(created(1, 20))
                .when(bind("gbwp-1"))
                .then(accept(planBound(20)));
    }

    @Test
    void refuses_a_plan_larger_than_its_specification() {
        accelerator(facts().withPlan(unbound("gbwp-1", 21)))
                .given(created(1, 20))
                .when(bind("gbwp-1"))
                .then(reject(new BandwidthAboveSpecification(21, "SPEC", 20)));
    }

    @Test
    void binds_one_plan_only_and_the_same_again() {
        var plans = facts().withPlan(unbound("gbwp-1", 10)).withPlan(unbound("gbwp-2", 10));
        var bound = accelerator(plans).given(created(1, 20), planBound(10));
        bound.when(bind("gbwp-1")).then(accept());
        bound.when(bind("gbwp-2")).then(reject(new OtherPlanBound("gbwp-1")));
    }

    @Test
    void binds_no_plan_that_is_not_there_or_of_another_account() {
        var theirs =
                new BandwidthPlan("evil", 1, unbound("gbwp-1", 10).created(), Optional.empty());
        var notFound = reject(new BandwidthPlanNotFound("gbwp-1"));
        ACCELERATOR.given(created(1, 20)).when(bind("gbwp-1")).then(notFound);
        accelerator(facts().withPlan(theirs))
                .given(created(1, 20))
                .when(bind("gbwp-1"))
                .then(notFound);
    }

    @Test
    void adds_a_region_with_its_address() {
        ACCELERATOR
                .given(created(1, 20), planBound(10))
                .when(addRegions(wanted("cn-hongkong", 10)))
                .then(accept(regionAdded("cn-hongkong", 10)));
    }

    @Test
    void adds_no_region_without_a_plan() {
        ACCELERATOR
                .given(created(1, 20))
                .when(addRegions(wanted("cn-hongkong", 10)))
                .then(reject(new PlanNotBound()));
    }

    @Test
    void allows_as_many_regions_as_its_specification() {
        var two = ACCELERATOR.given(created(2, 20), planBound(20), regionAdded("a", 2));
        two.when(addRegions(wanted("b", 2))).then(accept(regionAdded("b", 2)));
        two.when(addRegions(wanted("b", 2), wanted("c", 2)))
                .then(reject(new RegionLimitReached(2, "SPEC")));
    }

    @Test
    void gives_away_no_more_than_the_plan() {
        var eight = ACCELERATOR.given(created(3, 20), planBound(10), regionAdded("a", 6));
        eight.when(addRegions(wanted("b", 2), wanted("c", 2)))
                .then(
                        accept(
                                new AccelerationRegionsAdded(
                                        List.of(region("b", 2), region("c", 2)))));
        eight.when(addRegions(wanted("b", 2), wanted("c", 3)))
                .then(reject(new PlanBandwidthExceeded(5, 4, 10)));
    }

    @Test
    void adds_a_region_once() {
        var one = ACCELERATOR.given(created(3, 20), planBound(10), regionAdded("a", 2));
        one.when(addRegions(wanted("a", 2))).then(reject(new RegionAlreadyAdded("a")));
        one.when(addRegions(wanted("b", 2), wanted("b", 2)))
                .then(reject(new RegionAlreadyAdded("b")));
    }

    @Test
    void refuses_a_region_the_catalog_does_not_have() {
        refusesRegion(facts(), wanted("x", 2), reject(new RegionUnknown("x")));
    }

    @Test
    void refuses_a_region_of_another_area() {
        refusesRegion(
                factsWith(new RegionEntry("a", 1, "a", "EUROPE", false, true)),
                wanted("a", 2),
                reject(new RegionOutsideArea("a", "ASIA_PACIFIC", "EUROPE")));
    }

    @Test
    void refuses_ipv6_where_the_region_has_none() {
        var without = factsWith(regionEntry("a", false)).withPool("a", pool("192.0.2.0/24"));
        var refused = reject(new RegionWithoutIpv6("a"));
        refusesRegion(without, new WantedRegion("a", 2, IpVersion.IPV6), refused);
        refusesRegion(without, new WantedRegion("a", 2, IpVersion.DUAL_STACK), refused);
    }

    @Test
    void ipv6_clients_enter_where_there_is_an_ipv6_pool() {
        accelerator(factsWith(regionEntry("a", false)).withPool("a", pool("fd00::/64")))
                .given(created(1, 20), planBound(10))
                .when(addRegions(new WantedRegion("a", 2, IpVersion.IPV6)))
                .then(accept(added("a", IpVersion.IPV6, "fd00::1", null)));
    }

    @Test
    void allocates_ipv4_also_where_there_is_no_ipv6() {
        accelerator(factsWith(regionEntry("a", false)).withPool("a", pool("192.0.2.0/24")))
                .given(created(1, 20), planBound(10))
                .when(addRegions(new WantedRegion("a", 2, IpVersion.IPV4)))
                .then(accept(added("a", IpVersion.IPV4, "192.0.2.1", null)));
    }

    @Test
    void gives_a_dual_stack_one_address_of_each_family() {
        accelerator(facts().withPool("a", pool("192.0.2.0/24", "fd00:1::/64")))
                .given(created(1, 20), planBound(10))
                .when(addRegions(new WantedRegion("a", 2, IpVersion.DUAL_STACK)))
                .then(accept(added("a", IpVersion.DUAL_STACK, "fd00:1::1", "192.0.2.1")));
    }

    private static AccelerationRegionsAdded added(
            String region, IpVersion version, String address, @Nullable String other) {
        return new AccelerationRegionsAdded(
                List.of(
                        new AccelerationRegion(
                                "ASIA_PACIFIC", region, 2, version, address, other)));
    }

    @Test
    void passes_on_why_the_pool_has_no_address() {
        refusesRegion(
                facts(),
                new WantedRegion("a", 2, IpVersion.IPV4),
                reject(new AddressPoolMissing("a", "IPV4")));
    }

    private static void refusesRegion(
            AcceleratorFacts facts, WantedRegion wanted, Decision expected) {
        accelerator(facts)
                .given(created(1, 20), planBound(10))
                .when(addRegions(wanted))
                .then(expected);
    }

    @Test
    void adds_a_listener() {
        ACCELERATOR
                .given(created(1, 20))
                .when(add(listener("lsr-1", Protocol.TCP, 80, 80)))
                .then(accept(new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80))));
    }

    @Test
    void refuses_a_second_listener_on_the_same_port() {
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 90)))
                .when(add(listener("lsr-2", Protocol.TCP, 90, 95)))
                .then(reject(new PortInUse(Protocol.TCP, new PortRange(80, 90), "lsr-1")));
    }

    @Test
    void lets_tcp_use_the_ports_of_udp() {
        ACCELERATOR
                .given(created(1, 20), new ListenerAdded(listener("lsr-1", Protocol.UDP, 53, 53)))
                .when(add(listener("lsr-2", Protocol.TCP, 53, 53)))
                .then(accept(new ListenerAdded(listener("lsr-2", Protocol.TCP, 53, 53))));
    }

    @Test
    void has_at_most_fifty_listeners() {
        var events =
                IntStream.range(0, 50)
                        .mapToObj(i -> listener("lsr-" + i, Protocol.TCP, 100 + i, 100 + i))
                        .map(ListenerAdded::new)
                        .toArray(StreamEvent[]::new);
        ACCELERATOR
                .given(created(1, 20))
                .given(events)
                .when(add(listener("lsr-x", Protocol.TCP, 80, 80)))
                .then(reject(new QuotaExceeded("listeners-per-accelerator", 50, 50)));
    }

    @Test
    void frees_the_port_of_a_removed_listener() {
        var removed = new ListenerRemoved(new ListenerId("lsr-1"));
        var held =
                ACCELERATOR.given(
                        created(1, 20), new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));
        held.when(new RemoveListener(new ListenerId("lsr-1"), false)).then(accept(removed));
        held.given(removed)
                .when(add(listener("lsr-2", Protocol.TCP, 80, 80)))
                .then(accept(new ListenerAdded(listener("lsr-2", Protocol.TCP, 80, 80))));
    }

    @Test
    void refuses_to_remove_a_listener_it_does_not_have() {
        ACCELERATOR
                .given(created(1, 20))
                .when(new RemoveListener(new ListenerId("lsr-1"), false))
                .then(reject(new ListenerNotFound("lsr-1")));
    }
}
