package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.ACCELERATOR;
import static io.sixlane.provisioning.accelerator.Fixture.ACCOUNT;
import static io.sixlane.provisioning.accelerator.Fixture.ID;
import static io.sixlane.provisioning.accelerator.Fixture.addRegions;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.plan;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.region;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static io.sixlane.provisioning.accelerator.Fixture.wanted;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Create;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.AddressPoolExhausted;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.IpVersionNotOffered;
import io.sixlane.provisioning.decision.Rejection.ListenerLimitReached;
import io.sixlane.provisioning.decision.Rejection.ListenerNotFound;
import io.sixlane.provisioning.decision.Rejection.OtherPlanBound;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.PortInUse;
import io.sixlane.provisioning.decision.Rejection.RegionAlreadyAdded;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionOutsideArea;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.RegionWithoutIpv6;
import io.sixlane.provisioning.decision.Rejection.UdpNotYetForwarded;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcceleratorDeciderTest {
    private static AddListener add(Listener listener) {
        return new AddListener(ID, ACCOUNT, listener);
    }

    @Test
    void is_created_once() {
        var limits = created(1, 20).specification();
        ACCELERATOR.when(new Create(ID, ACCOUNT, limits)).then(accept(created(1, 20)));
        ACCELERATOR
                .given(created(1, 20))
                .when(new Create(ID, ACCOUNT, limits))
                .then(reject(new AlreadyExists("ga-1")));
    }

    @Test
    void is_not_found_before_it_exists_by_others_and_after_it_is_deleted() {
        var notFound = reject(new AcceleratorNotFound("ga-1"));
        ACCELERATOR.when(new Delete(ID, ACCOUNT)).then(notFound);
        ACCELERATOR.given(created(1, 20)).when(new Delete(ID, "evil")).then(notFound);
        ACCELERATOR
                .given(created(1, 20), new AcceleratorDeleted())
                .when(new Delete(ID, ACCOUNT))
                .then(notFound);
    }

    @Test
    void is_deleted() {
        ACCELERATOR
                .given(created(1, 20))
                .when(new Delete(ID, ACCOUNT))
                .then(accept(new AcceleratorDeleted()));
    }

    @Test
    void binds_a_plan_as_large_as_its_specification() {
        ACCELERATOR
                .given(created(1, 20))
                .when(new BindPlan(ID, ACCOUNT, plan("gbwp-1", 20)))
                .then(accept(planBound(20)));
    }

    @Test
    void refuses_a_plan_larger_than_its_specification() {
        ACCELERATOR
                .given(created(1, 20))
                .when(new BindPlan(ID, ACCOUNT, plan("gbwp-1", 21)))
                .then(reject(new BandwidthAboveSpecification(21, "SPEC", 20)));
    }

    @Test
    void binds_one_plan_only_and_the_same_again() {
        var bound = ACCELERATOR.given(created(1, 20), planBound(10));
        bound.when(new BindPlan(ID, ACCOUNT, plan("gbwp-1", 10))).then(accept());
        bound.when(new BindPlan(ID, ACCOUNT, plan("gbwp-2", 10)))
                .then(reject(new OtherPlanBound("gbwp-1")));
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
        refusesRegion(
                new WantedRegion("a", Optional.empty(), 2, IpVersion.IPV6, accept()),
                reject(new RegionUnknown("a")));
    }

    @Test
    void refuses_a_region_of_another_area() {
        var elsewhere =
                new io.sixlane.configuration.catalog.CatalogEntry.RegionEntry(
                        "a", 1, "a", "EUROPE", false, true);
        refusesRegion(
                new WantedRegion("a", Optional.of(elsewhere), 2, IpVersion.IPV6, accept()),
                reject(new RegionOutsideArea("a", "ASIA_PACIFIC", "EUROPE")));
    }

    @Test
    void refuses_ipv6_where_the_region_has_none() {
        refusesRegion(
                new WantedRegion(
                        "a", Optional.of(regionEntry("a", false)), 2, IpVersion.IPV6, accept()),
                reject(new RegionWithoutIpv6("a")));
    }

    @Test
    void refuses_families_it_cannot_give() {
        refusesRegion(
                new WantedRegion(
                        "a", Optional.of(regionEntry("a", true)), 2, IpVersion.IPV4, accept()),
                reject(new IpVersionNotOffered(IpVersion.IPV4)));
    }

    @Test
    void passes_on_why_the_pool_has_no_address() {
        var exhausted = reject(new AddressPoolExhausted("a", "fd00::/126"));
        refusesRegion(
                new WantedRegion(
                        "a", Optional.of(regionEntry("a", true)), 2, IpVersion.IPV6, exhausted),
                exhausted);
    }

    private static void refusesRegion(
            WantedRegion wanted, io.sixlane.provisioning.decision.Decision expected) {
        ACCELERATOR.given(created(1, 20), planBound(10)).when(addRegions(wanted)).then(expected);
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
    void refuses_what_relays_cannot_forward() {
        ACCELERATOR
                .given(created(1, 20))
                .when(add(listener("lsr-1", Protocol.UDP, 53, 53)))
                .then(reject(new UdpNotYetForwarded()));
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
                .then(reject(new ListenerLimitReached(50)));
    }

    @Test
    void frees_the_port_of_a_removed_listener() {
        var removed = new ListenerRemoved(new ListenerId("lsr-1"));
        var held =
                ACCELERATOR.given(
                        created(1, 20), new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));
        held.when(new RemoveListener(ID, ACCOUNT, new ListenerId("lsr-1"))).then(accept(removed));
        held.given(removed)
                .when(add(listener("lsr-2", Protocol.TCP, 80, 80)))
                .then(accept(new ListenerAdded(listener("lsr-2", Protocol.TCP, 80, 80))));
    }

    @Test
    void refuses_to_remove_a_listener_it_does_not_have() {
        ACCELERATOR
                .given(created(1, 20))
                .when(new RemoveListener(ID, ACCOUNT, new ListenerId("lsr-1")))
                .then(reject(new ListenerNotFound("lsr-1")));
    }
}
