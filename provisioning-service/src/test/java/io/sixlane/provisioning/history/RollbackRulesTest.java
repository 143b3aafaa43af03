package io.sixlane.provisioning.history;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.region;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
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
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.EndpointAddressRefused;
import io.sixlane.provisioning.decision.Rejection.OfHistory.RollbackNoLongerFits;
import io.sixlane.provisioning.decision.Rejection.PlanBandwidthExceeded;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.RegionLimitReached;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.testsupport.DeciderSpecification;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
    void what_was_bought_stays() {
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
    void going_nowhere_is_nothing_unless_a_change_waits() {
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
    void what_did_not_change_is_not_judged_again() {
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
}
