package io.sixlane.configuration.image;

import static io.sixlane.configuration.Examples.ACCELERATOR;
import static io.sixlane.configuration.Examples.PLAN;
import static io.sixlane.configuration.Examples.SILICON_VALLEY;
import static io.sixlane.configuration.Examples.SMALL_I;
import static io.sixlane.configuration.Examples.START;
import static io.sixlane.configuration.Examples.WEB;
import static io.sixlane.configuration.Examples.endpoint;
import static io.sixlane.configuration.Examples.group;
import static io.sixlane.configuration.Examples.listener;
import static io.sixlane.configuration.Examples.region;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceleratorEvolutionTest {
    private static final ListenerId OTHER = new ListenerId("lsr-2");

    @Test
    void the_image_is_what_the_events_say() {
        var stream = Examples.acceleratorStream().subList(0, 6);

        assertThat(Examples.evolve(stream))
                .isEqualTo(
                        new AcceleratorImage(
                                ACCELERATOR,
                                "local",
                                6,
                                stream.get(5).hash(),
                                START.plusSeconds(6),
                                SMALL_I,
                                new BoundPlan(PLAN, "PREMIUM", 10),
                                List.of(region("cn-hongkong", 10)),
                                List.of(
                                        listener(WEB, 80)
                                                .withEndpointGroups(
                                                        List.of(
                                                                group(
                                                                        SILICON_VALLEY,
                                                                        endpoint(7, 100),
                                                                        endpoint(8, 0)))))));
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
    void what_is_about_something_unknown_changes_only_the_revision() {
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
