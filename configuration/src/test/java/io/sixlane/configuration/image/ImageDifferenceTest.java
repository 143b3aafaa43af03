package io.sixlane.configuration.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.Examples;
import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointsReplaced;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerRemoved;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.json.FieldDifference;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImageDifferenceTest {
    private static final long SEED = 20_261_123;
    private static final String[] PLACE_IN_THE_LOG = {
        "type", "revision", "head", "occurredAt", "expiresAt", "suspension", "confirmation"
    };

    @Test
    void its_events_lead_from_any_image_to_any_other() {
        var random = new Random(SEED);
        for (var i = 0; i < 2_000; i++) {
            var from = image(random);
            var to = image(random);

            var reached = applied(from, ImageDifference.events(from, to));

            assertThat(FieldDifference.between(to, reached, PLACE_IN_THE_LOG))
                    .as("seed %d, pair %d", SEED, i)
                    .isEmpty();
        }
    }

    @Test
    void the_same_image_differs_in_nothing() {
        var random = new Random(SEED);
        for (var i = 0; i < 200; i++) {
            var image = image(random);
            assertThat(ImageDifference.events(image, image)).isEmpty();
        }
    }

    @Test
    void names_the_smallest_thing_that_changed() {
        var group = new EndpointGroupId("epg-1");
        var before = Examples.group(group, Examples.endpoint(1, 10));
        var after = Examples.group(group, Examples.endpoint(1, 20));
        var web = new ListenerId("lsr-1");
        var api = new ListenerId("lsr-2");
        var old = new ListenerId("lsr-3");
        var from =
                image(
                        null,
                        List.of(Examples.region("cn-hongkong", 2)),
                        List.of(
                                Examples.listener(web, 80).withEndpointGroups(List.of(before)),
                                Examples.listener(api, 81),
                                Examples.listener(old, 82)));
        var to =
                image(
                        "shop",
                        List.of(Examples.region("cn-hongkong", 4)),
                        List.of(
                                Examples.listener(web, 80).withEndpointGroups(List.of(after)),
                                Examples.listener(api, 82)));

        assertThat(ImageDifference.events(from, to))
                .containsExactly(
                        new ListenerRemoved(old),
                        new AcceleratorRenamed("shop"),
                        new AccelerationRegionChanged(Examples.region("cn-hongkong", 4)),
                        new EndpointsReplaced(web, group, List.of(Examples.endpoint(1, 20))),
                        new ListenerChanged(Examples.listener(api, 82)));
        assertThat(ImageDifference.events(to, from))
                .contains(
                        new AcceleratorRenamed(null),
                        new ListenerAdded(Examples.listener(old, 82)));
    }

    @Test
    void regions_shrink_before_others_grow() {
        var from = image(null, List.of(region("a", 8), region("b", 2)), List.of());
        var to = image(null, List.of(region("b", 8), region("a", 2)), List.of());

        assertThat(ImageDifference.events(to, from))
                .containsExactly(
                        new AccelerationRegionChanged(region("b", 2)),
                        new AccelerationRegionChanged(region("a", 8)));
    }

    private static AccelerationRegion region(String region, int mbps) {
        return Examples.region(region, mbps);
    }

    private static AcceleratorRecord applied(AcceleratorImage from, List<AcceleratorEvent> events) {
        AcceleratorRecord held = from;
        for (var event : events) {
            held =
                    AcceleratorEvolution.evolve(
                            held,
                            new RecordedEvent(
                                    from.id().text(),
                                    held.revision() + 1,
                                    "event",
                                    Examples.START,
                                    new Actor("local", "alice", "", "req-1"),
                                    event,
                                    RecordedEvent.NO_HASH,
                                    RecordedEvent.NO_HASH));
        }
        return held;
    }

    private static AcceleratorImage image(Random random) {
        return new AcceleratorImage(
                Examples.ACCELERATOR,
                1 + random.nextInt(9),
                RecordedEvent.NO_HASH,
                Examples.START,
                new Accelerator(
                        "local",
                        new SpecificationLimits("SPEC", random.nextInt(2), 20, 100),
                        plan(random),
                        some(random)
                                .map(i -> region("region-" + i, 2 + random.nextInt(3)))
                                .toList(),
                        some(random).map(i -> listener(random, i)).toList(),
                        random.nextBoolean() ? null : "name-" + random.nextInt(2),
                        plan(random),
                        random.nextBoolean() ? null : Examples.START.plusSeconds(random.nextInt(9)),
                        null,
                        null,
                        random.nextBoolean() ? null : random.nextBoolean()));
    }

    private static AcceleratorImage image(
            @Nullable String name, List<AccelerationRegion> regions, List<Listener> listeners) {
        return new AcceleratorImage(
                Examples.ACCELERATOR,
                1,
                RecordedEvent.NO_HASH,
                Examples.START,
                Accelerator.bare("local", Examples.SMALL_I)
                        .withRegions(regions)
                        .withListeners(listeners)
                        .withName(name));
    }

    private static @Nullable BoundPlan plan(Random random) {
        return random.nextBoolean()
                ? null
                : new BoundPlan(Examples.PLAN, "PREMIUM", 2 + random.nextInt(3));
    }

    private static Listener listener(Random random, int number) {
        return Examples.listener(new ListenerId("lsr-" + number), 80 + random.nextInt(3))
                .withEndpointGroups(some(random).map(i -> group(random, i)).toList());
    }

    private static EndpointGroup group(Random random, int number) {
        var endpoints =
                some(random)
                        .map(i -> Examples.endpoint(i, random.nextInt(3)))
                        .toArray(Endpoint[]::new);
        var group = Examples.group(new EndpointGroupId("epg-" + number), endpoints);
        return random.nextBoolean()
                ? group
                : new EndpointGroup(
                        group.id(),
                        "other",
                        group.region(),
                        group.backendService(),
                        group.reserveClientIp(),
                        group.endpoints(),
                        group.portOverrides());
    }

    /** Some of 0 to 3, in any order. */
    private static Stream<Integer> some(Random random) {
        var numbers = new java.util.ArrayList<>(IntStream.range(0, 4).boxed().toList());
        java.util.Collections.shuffle(numbers, random);
        return numbers.stream().limit(random.nextInt(5)).toList().stream();
    }
}
