package io.sixlane.configuration.image;

import static io.sixlane.configuration.Examples.ACCELERATOR;
import static io.sixlane.configuration.Examples.CROSS_BORDER;
import static io.sixlane.configuration.Examples.PLAN;
import static io.sixlane.configuration.Examples.SILICON_VALLEY;
import static io.sixlane.configuration.Examples.SMALL_I;
import static io.sixlane.configuration.Examples.START;
import static io.sixlane.configuration.Examples.WEB;
import static io.sixlane.configuration.Examples.drainingEndpoint;
import static io.sixlane.configuration.Examples.endpoint;
import static io.sixlane.configuration.Examples.group;
import static io.sixlane.configuration.Examples.listener;
import static io.sixlane.configuration.Examples.region;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceleratorEvolutionTest {
    private static final ListenerId OTHER = new ListenerId("lsr-2");

    @Test
    void the_image_equals_the_fold_of_its_events() {
        var stream = Examples.acceleratorStream().subList(0, 6);

        assertThat(Examples.evolve(stream))
                .isEqualTo(
                        new AcceleratorImage(
                                ACCELERATOR,
                                6,
                                stream.get(5).hash(),
                                START.plusSeconds(6),
                                Accelerator.bare("local", SMALL_I)
                                        .withPlan(new BoundPlan(PLAN, "PREMIUM", 10))
                                        .withRegions(List.of(region("cn-hongkong", 10)))
                                        .withListeners(
                                                List.of(
                                                        listener(WEB, 80)
                                                                .withEndpointGroups(
                                                                        List.of(
                                                                                group(
                                                                                        SILICON_VALLEY,
                                                                                        endpoint(
                                                                                                7,
                                                                                                100),
                                                                                        drainingEndpoint())))))));
    }

    @Test
    void the_last_event_of_each_field_decides() {
        var bigger = new SpecificationLimits("SMALL_II", 2, 40, 10_000);
        var crossBorder = new BoundPlan(CROSS_BORDER, "ENHANCED", 5);

        var image =
                image(
                        created(),
                        new AcceleratorRenamed("shop"),
                        new AcceleratorRenamed("store"),
                        new SpecificationChanged(bigger),
                        new TermExtended(START.plusSeconds(60)),
                        new TermExtended(START.plusSeconds(90)),
                        new CrossBorderPlanBound(crossBorder),
                        new AccelerationRegionsAdded(
                                List.of(region("cn-hongkong", 2), region("cn-beijing", 3))),
                        new AccelerationRegionChanged(region("cn-hongkong", 7)),
                        new AccelerationRegionChanged(region("nowhere", 7)));

        assertThat(image.name()).isEqualTo("store");
        assertThat(image.specification()).isEqualTo(bigger);
        assertThat(image.expiresAt()).isEqualTo(START.plusSeconds(90));
        assertThat(image.crossBorderPlan()).isEqualTo(crossBorder);
        assertThat(image.regions())
                .containsExactly(region("cn-hongkong", 7), region("cn-beijing", 3));
    }

    @Test
    void a_changed_listener_or_group_stays_in_its_place_and_an_unknown_one_is_not_added() {
        var changed =
                new Listener(
                        WEB,
                        "changed",
                        Protocol.TCP,
                        List.of(new PortRange(90, 91)),
                        ClientAffinity.NONE,
                        List.of(group(SILICON_VALLEY, endpoint(7, 1))));
        var image =
                image(
                        created(),
                        new ListenerAdded(listener(WEB, 80)),
                        new ListenerAdded(listener(OTHER, 81)),
                        new ListenerChanged(changed),
                        new ListenerChanged(listener(new ListenerId("lsr-9"), 99)),
                        new EndpointGroupChanged(WEB, Examples.fullGroup()),
                        new EndpointGroupChanged(OTHER, Examples.fullGroup()));

        assertThat(image.listeners())
                .containsExactly(
                        changed.withEndpointGroups(List.of(Examples.fullGroup())),
                        listener(OTHER, 81));
    }

    @Test
    void a_removal_applies_only_to_what_was_bound() {
        var stream =
                image(
                        created(),
                        new BandwidthPlanBound(new BoundPlan(PLAN, "PREMIUM", 10)),
                        new CrossBorderPlanBound(new BoundPlan(CROSS_BORDER, "ENHANCED", 5)),
                        new AccelerationRegionsAdded(
                                List.of(region("cn-hongkong", 2), region("cn-beijing", 3))),
                        new ListenerAdded(listener(WEB, 80)),
                        new EndpointGroupAdded(WEB, group(SILICON_VALLEY)),
                        new EndpointGroupRemoved(WEB, SILICON_VALLEY),
                        new AccelerationRegionRemoved("cn-hongkong"),
                        new BandwidthPlanUnbound(CROSS_BORDER),
                        new CrossBorderPlanUnbound(PLAN));

        assertThat(stream.plan()).isEqualTo(new BoundPlan(PLAN, "PREMIUM", 10));
        assertThat(stream.crossBorderPlan()).isEqualTo(new BoundPlan(CROSS_BORDER, "ENHANCED", 5));
        assertThat(stream.regions()).containsExactly(region("cn-beijing", 3));
        assertThat(stream.listeners()).containsExactly(listener(WEB, 80));

        var without =
                image(
                        created(),
                        new BandwidthPlanBound(new BoundPlan(PLAN, "PREMIUM", 10)),
                        new BandwidthPlanUnbound(PLAN),
                        new CrossBorderPlanBound(new BoundPlan(CROSS_BORDER, "ENHANCED", 5)),
                        new CrossBorderPlanUnbound(CROSS_BORDER));

        assertThat(without.plan()).isNull();
        assertThat(without.crossBorderPlan()).isNull();
    }

    @Test
    void a_suspended_accelerator_forwards_again_when_it_is_resumed() {
        var suspended = new AcceleratorSuspended(new Suspension(Suspension.Reason.EXPIRED, START));

        assertThat(image(created(), suspended).forwards()).isFalse();
        assertThat(image(created(), suspended, new AcceleratorResumed()).forwards()).isTrue();
    }

    @Test
    void a_change_awaits_its_confirmation_until_it_is_confirmed_or_rolled_back() {
        var awaited = new PendingConfirmation(1, START.plusSeconds(120));
        var asked = new ConfirmationAwaited(awaited);

        assertThat(image(created(), asked).confirmation()).isEqualTo(awaited);
        assertThat(image(created(), asked, new ChangeConfirmed()).confirmation()).isNull();
        assertThat(image(created(), asked, new RolledBack(1)).confirmation()).isNull();
    }

    @Test
    void a_removed_listener_is_gone_and_the_others_stay_in_order() {
        var image =
                image(
                        created(),
                        new ListenerAdded(listener(WEB, 80)),
                        new ListenerAdded(listener(OTHER, 81)),
                        new ListenerRemoved(WEB),
                        new ListenerAdded(listener(WEB, 82)));

        assertThat(image.listeners()).containsExactly(listener(OTHER, 81), listener(WEB, 82));
    }

    @Test
    void events_about_unknown_parts_change_only_the_revision() {
        var unknownGroup = new EndpointGroupId("epg-9");
        var stream =
                Examples.stream(
                        ACCELERATOR.text(),
                        created(),
                        new ListenerAdded(listener(WEB, 80)),
                        new ListenerRemoved(OTHER),
                        new EndpointGroupAdded(OTHER, group(SILICON_VALLEY)),
                        new EndpointsReplaced(WEB, unknownGroup, List.of(endpoint(1, 1))));

        var image = (AcceleratorImage) Examples.evolve(stream);

        assertThat(image.listeners()).containsExactly(listener(WEB, 80));
        assertThat(image.revision()).isEqualTo(5);
        assertThat(image.head()).isEqualTo(stream.getLast().hash());
        assertThat(image.occurredAt()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void a_deleted_accelerator_stays_deleted_at_ever_higher_revisions() {
        var stream =
                Examples.stream(
                        ACCELERATOR.text(),
                        created(),
                        new AcceleratorDeleted(),
                        new ListenerAdded(listener(WEB, 80)));

        assertThat(Examples.evolve(stream))
                .isEqualTo(
                        new AcceleratorRemoved(
                                ACCELERATOR, 3, stream.getLast().hash(), START.plusSeconds(3)));
    }

    @Test
    void an_event_not_newer_than_what_is_held_changes_nothing() {
        var stream = Examples.acceleratorStream().subList(0, 6);
        var held = Examples.evolve(stream);

        assertThat(stream)
                .allSatisfy(e -> assertThat(AcceleratorEvolution.evolve(held, e)).isSameAs(held));
    }

    @Test
    void a_stream_without_its_beginning_still_evolves() {
        var image = image(new ListenerAdded(listener(WEB, 80)));

        assertThat(image.specification().maxConnections()).isZero();
        assertThat(image.listeners()).containsExactly(listener(WEB, 80));
    }

    @Test
    void never_refuses_and_always_ends_at_the_event() {
        for (long seed = 1; seed <= 200; seed++) {
            var log = new RandomLog(seed);
            AcceleratorRecord held = null;
            for (long revision = 1; revision <= 50; revision++) {
                RecordedEvent recorded = log.recorded(new AcceleratorId("ga-1"), revision);
                held = AcceleratorEvolution.evolve(held, recorded);

                assertThat(held.revision()).as("seed %d", seed).isEqualTo(revision);
                assertThat(held.head()).as("seed %d", seed).isEqualTo(recorded.hash());
            }
        }
    }

    @Test
    void is_no_place_for_events_of_other_families() {
        var other = Examples.stream("gbwp-1", new PlanBoundToAccelerator(ACCELERATOR)).getFirst();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AcceleratorEvolution.evolve(null, other))
                .withMessage("must be the event of an accelerator, was PlanBoundToAccelerator");
    }

    private static AcceleratorCreated created() {
        return new AcceleratorCreated(ACCELERATOR, SMALL_I);
    }

    private static AcceleratorImage image(StreamEvent... events) {
        return (AcceleratorImage) Examples.evolve(Examples.stream(ACCELERATOR.text(), events));
    }
}
