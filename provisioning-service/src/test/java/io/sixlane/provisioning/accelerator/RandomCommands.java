package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.bandwidthType;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.pool;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static io.sixlane.provisioning.accelerator.Fixture.unbound;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.accelerator.RoutePolicy.Mode;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.order.Billing;
import io.sixlane.http.body.PatchedField;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddAccessPrefixes;
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
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveAccessPrefix;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.SetAutoRenewal;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random commands for accelerators. */
public final class RandomCommands {
    private RandomCommands() {}

    /**
     * @param step deletions come late
     * @param state most commands are about something that is there
     */
    public static AcceleratorCommand command(Random random, int step, AcceleratorRecord state) {
        var at = Target.in(state, random);
        return switch (random.nextInt(step < 40 ? 31 : 32)) {
            case 0 -> new BindPlan(new BandwidthPlanId("gbwp-" + random.nextInt(6)));
            case 1, 2, 3 -> addRegions(random);
            case 4, 5, 6 -> new AddListener(someListener(random, step));
            case 7 -> new RemoveListener(at.listener(), random.nextBoolean());
            case 8, 9, 10 -> new AddEndpointGroup(at.listener(), group(random));
            case 11 -> new ReplaceEndpoints(at.listener(), at.group(), List.of(endpoint(random)));
            case 12, 29 -> new AddEndpoint(at.listener(), at.group(), endpoint(random));
            case 13 ->
                    new ChangeEndpoint(
                            at.listener(), at.group(), at.endpoint(), endpointChange(random));
            case 14, 23, 24 -> new RemoveEndpoint(at.listener(), at.group(), at.endpoint());
            case 15 -> new ChangeListener(at.listener(), listenerChange(random));
            case 16 -> new ChangeEndpointGroup(at.listener(), at.group(), change(random));
            case 17 -> new RemoveEndpointGroup(at.listener(), at.group(), random.nextBoolean());
            case 18 -> new ChangeRegion("region-" + random.nextInt(6), 2 + random.nextInt(10));
            case 19 -> new RemoveRegion("region-" + random.nextInt(6), random.nextBoolean());
            case 20 -> new Rename("name-" + random.nextInt(3));
            case 25, 26 ->
                    new AddAccessPrefixes(at.listener(), kind(random), List.of(prefix(random)));
            case 27, 28 -> new RemoveAccessPrefix(at.listener(), kind(random), prefix(random));
            case 21 -> new UnbindPlan(boundPlan(random, state));
            case 22 ->
                    new ReplacePlan(
                            new BandwidthPlanId("gbwp-" + random.nextInt(5)),
                            new BandwidthPlanId("gbwp-" + random.nextInt(5)));
            case 30 -> new SetAutoRenewal(random.nextInt(3) == 0 ? null : random.nextBoolean());
            default -> new Delete(random.nextBoolean());
        };
    }

    /** Mostly the basic plan that is bound. */
    private static BandwidthPlanId boundPlan(Random random, AcceleratorRecord state) {
        var plan = state instanceof AcceleratorImage image ? image.plan() : null;
        return plan == null || random.nextInt(4) == 0
                ? new BandwidthPlanId("gbwp-" + random.nextInt(12))
                : plan.planId();
    }

    private static BandwidthPlan crossBorder(String id, int mbps) {
        return new BandwidthPlan(
                Fixture.ACCOUNT,
                1,
                new BandwidthPlanCreated(
                        new BandwidthPlanId(id),
                        "PREMIUM",
                        mbps,
                        PlanKind.CROSS_BORDER,
                        Billing.BY_BANDWIDTH),
                Optional.empty());
    }

    private static AccessList.Kind kind(Random random) {
        return random.nextBoolean() ? AccessList.Kind.ALLOW : AccessList.Kind.DENY;
    }

    private static String prefix(Random random) {
        return "10.0.%s.0/24".formatted(random.nextInt(3));
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

    /** Regions on both sides of the border, plans of both kinds and types, and few addresses. */
    public static AcceleratorFacts known(Random random) {
        var facts = facts();
        var regions =
                IntStream.range(0, 5)
                        .mapToObj(i -> regionEntry("region-" + i, i == 1, random.nextInt(8) != 0))
                        .collect(Collectors.toMap(RegionEntry::code, region -> region));
        var global = random.nextBoolean();
        var premium =
                bandwidthType(
                        "PREMIUM",
                        random.nextInt(4) != 0,
                        global,
                        EndpointType.CUSTOM_IP,
                        EndpointType.PUBLIC_IP);
        var basic = bandwidthType("BASIC", false, global, EndpointType.ECS, EndpointType.PUBLIC_IP);
        facts =
                new AcceleratorFacts(
                        regions,
                        Map.of("PREMIUM", premium, "BASIC", basic),
                        Map.of(),
                        Map.of(),
                        facts.policy(),
                        facts.limits(),
                        facts.quarantine(),
                        facts.now());
        for (var i = 0; i < 5; i++) {
            var prefix = i == 0 ? "fd00::/127" : "fd00:%s::/64".formatted(i);
            facts = facts.withPool("region-" + i, pool(prefix, "192.0.2.%s/30".formatted(4 * i)));
        }
        for (var i = 0; i < 3; i++) {
            var type = i == 0 ? "BASIC" : "PREMIUM";
            facts = facts.withPlan(unbound("gbwp-" + i, type, 2 + random.nextInt(25)));
            facts = facts.withPlan(crossBorder("gbwp-" + (i + 3), 2 + random.nextInt(25)));
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

    /** The target of a command: mostly an existing one. */
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
                PatchedField.kept(),
                random.nextBoolean() ? PatchedField.to(other.ports()) : PatchedField.kept(),
                PatchedField.to(ClientAffinity.SOURCE_IP),
                PatchedField.to(48 + random.nextInt(81)),
                PatchedField.to(random.nextInt(4_000)),
                PatchedField.kept(),
                PatchedField.to(null));
    }

    private static EndpointGroupChange change(Random random) {
        var other = group(random);
        return new EndpointGroupChange(
                PatchedField.to("other"),
                PatchedField.to(other.backendService()),
                PatchedField.kept(),
                PatchedField.to(other.portOverrides()),
                PatchedField.to(random.nextInt(101)),
                PatchedField.kept(),
                PatchedField.to(List.of(ClientIp.values()).get(random.nextInt(4))),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.to(route(random)),
                PatchedField.to(random.nextInt(3_601)));
    }

    private static @Nullable RoutePolicy route(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> new RoutePolicy(Mode.DIRECT, null);
            case 2 -> new RoutePolicy(Mode.VIA, List.of("nowhere"));
            default -> new RoutePolicy(Mode.VIA, List.of(group(random).region()));
        };
    }

    private static Endpoint endpoint(Random random) {
        return new Endpoint(
                new EndpointId("ep-" + random.nextInt(9)),
                random.nextInt(8) == 0 ? EndpointType.ECS : EndpointType.CUSTOM_IP,
                random.nextInt(8) == 0 ? "127.0.0.1" : "198.51.100." + random.nextInt(9),
                random.nextInt(256),
                port(random),
                random.nextBoolean() ? null : EndpointState.DRAINING);
    }

    private static EndpointChange endpointChange(Random random) {
        return new EndpointChange(
                random.nextBoolean() ? PatchedField.kept() : PatchedField.to(random.nextInt(256)),
                random.nextBoolean() ? PatchedField.kept() : PatchedField.to(port(random)),
                random.nextBoolean()
                        ? PatchedField.kept()
                        : PatchedField.to(random.nextBoolean() ? null : EndpointState.DRAINING));
    }

    private static @Nullable Integer port(Random random) {
        return random.nextInt(3) == 0 ? (Integer) (8_080 + random.nextInt(3)) : null;
    }
}
