package io.sixlane.provisioning.history;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.region;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.EndpointAddressRefused;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortReserved;
import io.sixlane.provisioning.decision.Rejection.OfHistory.RollbackNoLongerFits;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackRulesTest {
    /** Goes back to a revision on a history. */
    private static final DeciderSpecification<List<AcceleratorRecord>, Long, StreamEvent, Decision>
            ACCELERATOR =
                    DeciderSpecification.of(
                            List.of(),
                            (history, to) ->
                                    RollbackRules.decide(
                                            new ChangeDraft(
                                                    (AcceleratorImage) history.getLast(), facts()),
                                            (AcceleratorImage) history.get(Math.toIntExact(to) - 1),
                                            to),
                            (history, event) -> {
                                var next = new ArrayList<>(history);
                                next.add(
                                        evolve(
                                                history.isEmpty() ? null : history.getLast(),
                                                event));
                                return List.copyOf(next);
                            });

    private static final Listener WEB = listener("lsr-1", Protocol.TCP, 80, 80);

    private static AccelerationRegionsAdded added(AccelerationRegion region) {
        return new AccelerationRegionsAdded(List.of(region));
    }

    private static EndpointGroup group(String region, String address) {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "group",
                region,
                BackendService.OFF_CLOUD,
                false,
                List.of(new Endpoint(new EndpointId("ep-1"), EndpointType.CUSTOM_IP, address, 1)),
                List.of());
    }

    private static Decision refused(long to, Rejection... reasons) {
        return reject(new RollbackNoLongerFits(to, List.of(reasons)));
    }

    @Test
    void brings_name_regions_and_listeners_back() {
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        added(region("a", 4)),
                        new ListenerAdded(WEB),
                        new AccelerationRegionRemoved("a"),
                        new ListenerRemoved(WEB.id()),
                        new AcceleratorRenamed("shop"))
                .when(4L)
                .then(
                        accept(
                                new RolledBack(4),
                                new AcceleratorRenamed(null),
                                added(region("a", 4)),
                                new ListenerAdded(WEB)));
    }

    @Test
    void purchases_stay() {
        ACCELERATOR
                .given(
                        created(2, 20),
                        new AcceleratorRenamed("shop"),
                        planBound(10),
                        new SpecificationChanged(created(3, 40).specification()),
                        new AcceleratorRenamed("other"))
                .when(2L)
                .then(accept(new RolledBack(2), new AcceleratorRenamed("shop")));
    }

    @Test
    void a_rollback_to_the_current_revision_changes_nothing_unless_a_change_waits() {
        ACCELERATOR.given(created(2, 20), planBound(10)).when(1L).then(accept());
        ACCELERATOR
                .given(
                        created(2, 20),
                        new ConfirmationAwaited(new PendingConfirmation(1, Instant.EPOCH)))
                .when(1L)
                .then(accept(new RolledBack(1)));
    }

    @Test
    void a_plan_that_is_too_small_or_gone_is_a_reason() {
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        added(region("a", 8)),
                        new AccelerationRegionRemoved("a"),
                        planBound(5))
                .when(3L)
                .then(refused(3, new PlanBandwidthExceeded(8, 5, 5)));
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        added(region("a", 8)),
                        new AccelerationRegionRemoved("a"),
                        new BandwidthPlanUnbound(new BandwidthPlanId("gbwp-1")))
                .when(3L)
                .then(refused(3, new PlanNotBound()));
    }

    @Test
    void names_every_reason() {
        var far = group("gone", "198.51.100.1");
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        added(region("a", 2)),
                        added(region("lost", 2)),
                        new ListenerAdded(WEB),
                        new EndpointGroupAdded(WEB.id(), far),
                        new ListenerRemoved(WEB.id()),
                        new AccelerationRegionRemoved("lost"),
                        new SpecificationChanged(created(1, 20).specification()))
                .when(6L)
                .then(
                        refused(
                                6,
                                new RegionLimitReached(1, "SPEC"),
                                new RegionUnknown("lost"),
                                new RegionUnknown("gone")));
    }

    @Test
    void unchanged_parts_are_not_judged_again() {
        var nowForbidden = group("us-west-1", "127.0.0.1");
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        new ListenerAdded(WEB),
                        new EndpointGroupAdded(WEB.id(), nowForbidden),
                        new AcceleratorRenamed("shop"))
                .when(4L)
                .then(accept(new RolledBack(4), new AcceleratorRenamed(null)));
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        new ListenerAdded(WEB),
                        new EndpointGroupAdded(WEB.id(), nowForbidden),
                        new ListenerRemoved(WEB.id()))
                .when(4L)
                .then(refused(4, new EndpointAddressRefused("127.0.0.1", "is a loopback address")));
    }

    @Test
    void fills_specification_and_plan_to_the_last() {
        ACCELERATOR
                .given(
                        created(1, 20),
                        planBound(8),
                        added(region("a", 8)),
                        new AccelerationRegionRemoved("a"))
                .when(3L)
                .then(accept(new RolledBack(3), added(region("a", 8))));
    }

    @Test
    void regions_that_did_not_change_are_not_judged_again() {
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        added(region("a", 8)),
                        new AcceleratorRenamed("shop"),
                        planBound(5))
                .when(3L)
                .then(accept(new RolledBack(3), new AcceleratorRenamed(null)));
    }

    @Test
    void an_existing_region_need_not_be_in_the_catalog() {
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        added(region("lost", 2)),
                        added(region("a", 2)),
                        new AccelerationRegionRemoved("a"))
                .when(4L)
                .then(accept(new RolledBack(4), added(region("a", 2))));
    }

    @Test
    void one_region_in_the_place_of_another_is_a_change() {
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        added(region("lost", 2)),
                        new AccelerationRegionRemoved("lost"),
                        added(region("a", 2)))
                .when(3L)
                .then(refused(3, new RegionUnknown("lost")));
    }

    @Test
    void a_listener_is_judged_again_only_when_it_comes_back() {
        var nowReserved = listener("lsr-2", Protocol.UDP, 250, 250);
        ACCELERATOR
                .given(
                        created(2, 20),
                        new ListenerAdded(nowReserved),
                        new AcceleratorRenamed("shop"))
                .when(2L)
                .then(accept(new RolledBack(2), new AcceleratorRenamed(null)));
        ACCELERATOR
                .given(
                        created(2, 20),
                        new ListenerAdded(nowReserved),
                        new ListenerRemoved(nowReserved.id()))
                .when(2L)
                .then(refused(2, new PortReserved(Protocol.UDP, 250)));
    }

    @Test
    void a_group_is_judged_again_when_it_comes_back_to_a_listener_that_stayed() {
        var nowForbidden = group("us-west-1", "127.0.0.1");
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        new ListenerAdded(WEB),
                        new EndpointGroupAdded(WEB.id(), nowForbidden),
                        new EndpointGroupRemoved(WEB.id(), nowForbidden.id()))
                .when(4L)
                .then(refused(4, new EndpointAddressRefused("127.0.0.1", "is a loopback address")));
        var good = group("us-west-1", "198.51.100.1");
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        new ListenerAdded(WEB),
                        new EndpointGroupAdded(WEB.id(), good),
                        new EndpointGroupRemoved(WEB.id(), good.id()))
                .when(4L)
                .then(accept(new RolledBack(4), new EndpointGroupAdded(WEB.id(), good)));
    }

    @Test
    void the_regions_that_a_group_goes_through_are_judged_again() {
        var throughGone = through(group("us-west-1", "198.51.100.1"), "gone");
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        new ListenerAdded(WEB),
                        new EndpointGroupAdded(WEB.id(), throughGone),
                        new EndpointGroupRemoved(WEB.id(), throughGone.id()))
                .when(4L)
                .then(refused(4, new RegionUnknown("gone")));
        var throughHongKong = through(throughGone, "cn-hongkong");
        ACCELERATOR
                .given(
                        created(2, 20),
                        planBound(10),
                        new ListenerAdded(WEB),
                        new EndpointGroupAdded(WEB.id(), throughHongKong),
                        new EndpointGroupRemoved(WEB.id(), throughHongKong.id()))
                .when(4L)
                .then(accept(new RolledBack(4), new EndpointGroupAdded(WEB.id(), throughHongKong)));
    }

    private static EndpointGroup through(EndpointGroup group, String region) {
        return new EndpointGroup(
                group.id(),
                group.name(),
                group.region(),
                group.backendService(),
                group.reserveClientIp(),
                group.endpoints(),
                group.portOverrides(),
                group.trafficPercentage(),
                group.healthCheck(),
                group.clientIp(),
                group.whenUnhealthy(),
                group.slowStartSeconds(),
                new RoutePolicy(RoutePolicy.Mode.VIA, List.of(region)),
                group.drainSeconds());
    }

    @Test
    void depends_on_the_regions_of_both_and_the_groups_that_come_back() {
        var good = group("us-west-1", "198.51.100.1");
        var then = image(added(region("a", 4)), new ListenerAdded(WEB));
        var withGroup = (AcceleratorImage) evolve(then, new EndpointGroupAdded(WEB.id(), good));
        var now = image(added(region("b", 6)));

        assertThat(RollbackRules.dependencies(now, withGroup))
                .containsExactly(
                        new AddRegions(
                                "ASIA_PACIFIC", List.of(new WantedRegion("b", 6, IpVersion.IPV6))),
                        new AddRegions(
                                "ASIA_PACIFIC", List.of(new WantedRegion("a", 4, IpVersion.IPV6))),
                        new AddEndpointGroup(WEB.id(), good));
    }

    private static AcceleratorImage image(StreamEvent... events) {
        var held = evolve(evolve(null, created(2, 20)), planBound(10));
        for (var event : events) {
            held = evolve(held, event);
        }
        return (AcceleratorImage) held;
    }
}
