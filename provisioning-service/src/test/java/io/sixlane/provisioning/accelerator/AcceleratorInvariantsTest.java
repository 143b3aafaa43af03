package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.bandwidthType;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.pool;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static io.sixlane.provisioning.accelerator.Fixture.unbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.decision.Decision.Accepted;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whatever is asked, in whatever order, these stay true; and every answer is a decision. */
class AcceleratorInvariantsTest {
    private static final int SEQUENCES = 400;
    private static final int COMMANDS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, 42})
    void hold_after_every_command(long seed) {
        var random = new Random(seed);
        var accepted = 0;
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            var draft =
                    new ChangeDraft((AcceleratorImage) evolve(null, created(3, 20)), known(random));
            for (var step = 0; step < COMMANDS; step++) {
                if (draft.run(command(random, step)) instanceof Accepted(var events)) {
                    accepted += events.size();
                }
                check(draft.after());
            }
        }
        assertThat(accepted).as("commands accepted, or nothing was tried").isGreaterThan(5_000);
    }

    private static void check(AcceleratorRecord state) {
        if (!(state instanceof AcceleratorImage image)) {
            return;
        }
        var plan = image.plan();
        var allocated = image.regions().stream().mapToInt(AccelerationRegion::bandwidthMbps).sum();
        assertThat(allocated).isLessThanOrEqualTo(plan == null ? 0 : plan.bandwidthMbps());
        assertThat(plan == null ? 0 : plan.bandwidthMbps()).isLessThanOrEqualTo(20);
        assertThat(image.regions()).hasSizeLessThanOrEqualTo(3);
        assertThat(image.regions()).extracting(AccelerationRegion::region).doesNotHaveDuplicates();
        var ports = new HashSet<Integer>();
        for (var listener : image.listeners()) {
            for (var range : listener.ports()) {
                IntStream.rangeClosed(range.from(), range.to())
                        .forEach(port -> assertThat(ports.add(port)).as("port free").isTrue());
            }
            assertThat(listener.endpointGroups())
                    .extracting(EndpointGroup::region)
                    .doesNotHaveDuplicates();
            for (var group : listener.endpointGroups()) {
                assertThat(group.endpoints())
                        .extracting(Endpoint::address)
                        .doesNotContain("127.0.0.1");
                assertThat(group.portOverrides())
                        .allMatch(override -> listener.occupies(override.listenerPort()));
            }
        }
    }

    private static AcceleratorCommand command(Random random, int step) {
        return switch (random.nextInt(step < 40 ? 12 : 13)) {
            case 0 -> new BindPlan(new BandwidthPlanId("gbwp-" + random.nextInt(4)));
            case 1, 2, 3 -> addRegions(random);
            case 4, 5, 6 -> new AddListener(someListener(random, step));
            case 7 -> new RemoveListener(listenerId(random));
            case 8, 9, 10 -> new AddEndpointGroup(listenerId(random), group(random));
            case 11 ->
                    new ReplaceEndpoints(
                            listenerId(random),
                            new EndpointGroupId("epg-" + random.nextInt(3)),
                            List.of(endpoint(random)));
            default -> new Delete();
        };
    }

    private static AddRegions addRegions(Random random) {
        var regions =
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(
                                _ ->
                                        new WantedRegion(
                                                "region-" + random.nextInt(6),
                                                2 + random.nextInt(10),
                                                List.of(IpVersion.values()).get(random.nextInt(3))))
                        .toList();
        return new AddRegions("ASIA_PACIFIC", regions);
    }

    private static AcceleratorFacts known(Random random) {
        var facts = facts();
        var regions =
                IntStream.range(0, 5)
                        .mapToObj(i -> regionEntry("region-" + i, random.nextInt(8) != 0))
                        .collect(Collectors.toMap(RegionEntry::code, region -> region));
        var type =
                bandwidthType(
                        "PREMIUM",
                        random.nextInt(4) != 0,
                        EndpointType.CUSTOM_IP,
                        EndpointType.PUBLIC_IP);
        facts =
                new AcceleratorFacts(
                        regions,
                        Map.of("PREMIUM", type),
                        Map.of(),
                        Map.of(),
                        facts.policy(),
                        facts.quarantine(),
                        facts.now());
        for (var i = 0; i < 5; i++) {
            var prefix = i == 0 ? "fd00::/127" : "fd00:%d::/64".formatted(i);
            facts = facts.withPool("region-" + i, pool(prefix, "192.0.2.%d/30".formatted(4 * i)));
        }
        for (var i = 0; i < 3; i++) {
            facts = facts.withPlan(unbound("gbwp-" + i, 2 + random.nextInt(25)));
        }
        return facts;
    }

    private static io.sixlane.configuration.accelerator.Listener someListener(
            Random random, int step) {
        var from = 80 + random.nextInt(40);
        return listener(
                "lsr-" + step % 8,
                random.nextInt(8) == 0 ? Protocol.UDP : Protocol.TCP,
                from,
                from + random.nextInt(5));
    }

    private static ListenerId listenerId(Random random) {
        return new ListenerId("lsr-" + random.nextInt(8));
    }

    private static EndpointGroup group(Random random) {
        return new EndpointGroup(
                new EndpointGroupId("epg-" + random.nextInt(3)),
                "group",
                "region-" + random.nextInt(3),
                random.nextBoolean() ? BackendService.ON_CLOUD : BackendService.OFF_CLOUD,
                random.nextInt(8) == 0,
                List.of(endpoint(random)),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new PortOverride(80 + random.nextInt(40), 8080)));
    }

    private static Endpoint endpoint(Random random) {
        return new Endpoint(
                new EndpointId("ep-" + random.nextInt(9)),
                List.of(EndpointType.values()).get(random.nextInt(5)),
                random.nextInt(4) == 0 ? "127.0.0.1" : "198.51.100." + random.nextInt(9),
                random.nextInt(256));
    }
}
