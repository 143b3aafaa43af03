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
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.ClientIp;
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
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.request.FieldChange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, in whatever order, these stay true; and every answer is a decision. */
class AcceleratorInvariantsTest {
    private static final int SEQUENCES = 400;
    private static final int COMMANDS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, 42})
    void hold_after_every_command(long seed) {
        var random = new Random(seed);
        var accepted = new TreeMap<String, Integer>();
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            var draft =
                    new ChangeDraft((AcceleratorImage) evolve(null, created(3, 20)), known(random));
            for (var step = 0; step < COMMANDS; step++) {
                var command = command(random, step, Target.in(draft.after(), random));
                if (draft.run(command) instanceof Accepted(var events)) {
                    accepted.merge(command.getClass().getSimpleName(), events.size(), Integer::sum);
                }
                check(draft.after());
            }
        }
        assertThat(accepted.values()).as("events of each kind " + accepted).allMatch(n -> n >= 5);
        assertThat(accepted.keySet())
                .as("kinds of commands that were accepted")
                .containsAll(Stream.of(CommandReader.Kind.values()).map(Enum::name).toList());
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
        var addresses = new HashSet<String>();
        for (var region : image.regions()) {
            assertThat(region.bandwidthMbps()).isGreaterThanOrEqualTo(2);
            assertThat(addresses.addAll(region.addresses())).as("address free").isTrue();
        }
        var ports = new HashSet<String>();
        for (var listener : image.listeners()) {
            for (var range : listener.ports()) {
                IntStream.rangeClosed(range.from(), range.to())
                        .forEach(
                                port ->
                                        assertThat(ports.add(listener.protocol() + " " + port))
                                                .as("port free")
                                                .isTrue());
            }
            assertThat(listener.endpointGroups())
                    .extracting(EndpointGroup::region)
                    .doesNotHaveDuplicates();
            for (var group : listener.endpointGroups()) {
                assertThat(group.endpoints())
                        .extracting(Endpoint::address)
                        .doesNotContain("127.0.0.1");
                assertThat(group.endpoints()).isNotEmpty();
                assertThat(group.effectiveClientIp().fits(listener.protocol())).isTrue();
                assertThat(group.portOverrides())
                        .allMatch(override -> listener.occupies(override.listenerPort()));
            }
        }
    }

    private static AcceleratorCommand command(Random random, int step, Target at) {
        return switch (random.nextInt(step < 40 ? 25 : 26)) {
            case 0 -> new BindPlan(new BandwidthPlanId("gbwp-" + random.nextInt(4)));
            case 1, 2, 3 -> addRegions(random);
            case 4, 5, 6 -> new AddListener(someListener(random, step));
            case 7 -> new RemoveListener(at.listener(), random.nextBoolean());
            case 8, 9, 10 -> new AddEndpointGroup(at.listener(), group(random));
            case 11 -> new ReplaceEndpoints(at.listener(), at.group(), List.of(endpoint(random)));
            case 12 -> new AddEndpoint(at.listener(), at.group(), endpoint(random));
            case 13 ->
                    new ChangeEndpoint(
                            at.listener(), at.group(), at.endpoint(), random.nextInt(256));
            case 14, 23, 24 -> new RemoveEndpoint(at.listener(), at.group(), at.endpoint());
            case 15 -> new ChangeListener(at.listener(), listenerChange(random));
            case 16 -> new ChangeEndpointGroup(at.listener(), at.group(), change(random));
            case 17 -> new RemoveEndpointGroup(at.listener(), at.group());
            case 18 -> new ChangeRegion("region-" + random.nextInt(6), 2 + random.nextInt(10));
            case 19 -> new RemoveRegion("region-" + random.nextInt(6), random.nextBoolean());
            case 20 -> new Rename("name-" + random.nextInt(3));
            case 21 -> new UnbindPlan(new BandwidthPlanId("gbwp-" + random.nextInt(5)));
            case 22 ->
                    new ReplacePlan(
                            new BandwidthPlanId("gbwp-" + random.nextInt(5)),
                            new BandwidthPlanId("gbwp-" + random.nextInt(5)));
            default -> new Delete(random.nextBoolean());
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
                        facts.limits(),
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

    /** What a command is about: mostly something that is there. */
    private record Target(ListenerId listener, EndpointGroupId group, EndpointId endpoint) {
        static Target in(AcceleratorRecord state, Random random) {
            if (state instanceof AcceleratorImage image
                    && !image.listeners().isEmpty()
                    && random.nextInt(8) != 0) {
                var listener = some(image.listeners(), random);
                var groups = listener.endpointGroups();
                if (groups.isEmpty()) {
                    return new Target(
                            listener.id(), new EndpointGroupId("epg-x"), new EndpointId("ep-x"));
                }
                var group = some(groups, random);
                return new Target(listener.id(), group.id(), some(group.endpoints(), random).id());
            }
            return new Target(
                    new ListenerId("lsr-x"), new EndpointGroupId("epg-x"), new EndpointId("ep-x"));
        }

        private static <T> T some(List<T> things, Random random) {
            return things.get(random.nextInt(things.size()));
        }
    }

    private static EndpointGroup group(Random random) {
        return new EndpointGroup(
                new EndpointGroupId("epg-" + random.nextInt(99)),
                "group",
                "region-" + random.nextInt(3),
                random.nextBoolean() ? BackendService.ON_CLOUD : BackendService.OFF_CLOUD,
                random.nextInt(8) == 0,
                List.of(endpoint(random)),
                random.nextInt(4) != 0
                        ? List.of()
                        : List.of(new PortOverride(80 + random.nextInt(40), 8080)));
    }

    private static ListenerChange listenerChange(Random random) {
        var other = someListener(random, 0);
        return new ListenerChange(
                FieldChange.kept(),
                random.nextBoolean() ? FieldChange.to(other.ports()) : FieldChange.kept(),
                FieldChange.to(ClientAffinity.SOURCE_IP),
                FieldChange.to(48 + random.nextInt(81)),
                FieldChange.to(random.nextInt(4_000)),
                FieldChange.kept(),
                FieldChange.to(null));
    }

    private static EndpointGroupChange change(Random random) {
        var other = group(random);
        return new EndpointGroupChange(
                FieldChange.to("other"),
                FieldChange.to(other.backendService()),
                FieldChange.kept(),
                FieldChange.to(other.portOverrides()),
                FieldChange.to(random.nextInt(101)),
                FieldChange.kept(),
                FieldChange.to(List.of(ClientIp.values()).get(random.nextInt(4))),
                FieldChange.kept(),
                FieldChange.kept());
    }

    private static Endpoint endpoint(Random random) {
        return new Endpoint(
                new EndpointId("ep-" + random.nextInt(9)),
                random.nextInt(8) == 0 ? EndpointType.ECS : EndpointType.CUSTOM_IP,
                random.nextInt(8) == 0 ? "127.0.0.1" : "198.51.100." + random.nextInt(9),
                random.nextInt(256));
    }
}
