package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.ID;
import static io.sixlane.provisioning.accelerator.Fixture.bandwidthType;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.plan;
import static io.sixlane.provisioning.accelerator.Fixture.pool;
import static io.sixlane.provisioning.accelerator.Fixture.regionEntry;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.bundle.BundleObjection;
import io.sixlane.configuration.bundle.BundleRules;
import io.sixlane.configuration.bundle.Needs;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Money;
import io.sixlane.http.body.PatchedField;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.WantedRegion;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle that an order refuses cannot come about later in any way. */
class BorderRulesTest {
    private static final Map<String, RegionEntry> REGIONS =
            Map.of(
                    "beijing", regionEntry("beijing", true, true),
                    "shanghai", regionEntry("shanghai", true, true),
                    "hongkong", regionEntry("hongkong", false, true),
                    "cn-hongkong", regionEntry("cn-hongkong", false, true),
                    "tokyo", regionEntry("tokyo", false, true),
                    "virginia", regionEntry("virginia", false, true));
    private static final ListenerId WEB = new ListenerId("lsr-1");
    private static final BandwidthPlanId CROSS_BORDER = new BandwidthPlanId("gbwp-9");

    private static AcceleratorFacts known(boolean global) {
        var facts = facts();
        var pools =
                REGIONS.keySet().stream()
                        .collect(
                                Collectors.toMap(
                                        code -> code,
                                        code -> pool("fd00:%s::/64".formatted(code.length()))));
        return new AcceleratorFacts(
                        REGIONS,
                        Map.of(
                                "PREMIUM",
                                bandwidthType("PREMIUM", true, global, EndpointType.values()),
                                "ENHANCED",
                                bandwidthType("ENHANCED", true, false, EndpointType.values())),
                        Map.of(),
                        pools,
                        facts.policy(),
                        facts.limits(),
                        facts.quarantine(),
                        facts.now())
                .withPlan(bandwidthPlan("gbwp-1", "PREMIUM", PlanKind.BASIC, true))
                .withPlan(bandwidthPlan("gbwp-2", "ENHANCED", PlanKind.BASIC, false));
    }

    private static BandwidthPlan bandwidthPlan(
            String id, String type, PlanKind kind, boolean bound) {
        return new BandwidthPlan(
                Fixture.ACCOUNT,
                1,
                new BandwidthPlanCreated(
                        new BandwidthPlanId(id), type, 10, kind, Billing.BY_BANDWIDTH),
                bound ? Optional.of(ID) : Optional.empty());
    }

    /** With a plan, and with a way from one region to another as far as they are not null. */
    private static AcceleratorImage image(
            @Nullable String clients, @Nullable String servers, boolean crossBorder) {
        AcceleratorRecord held = evolve(null, created(4, 20));
        held = evolve(held, new BandwidthPlanBound(plan("gbwp-1", 10)));
        if (crossBorder) {
            held =
                    evolve(
                            held,
                            new CrossBorderPlanBound(new BoundPlan(CROSS_BORDER, "PREMIUM", 10)));
        }
        if (clients != null) {
            held =
                    evolve(
                            held,
                            new AccelerationRegionsAdded(
                                    List.of(
                                            new AccelerationRegion(
                                                    "ASIA_PACIFIC",
                                                    clients,
                                                    2,
                                                    IpVersion.IPV6,
                                                    "fd00:99::1"))));
        }
        held = evolve(held, new ListenerAdded(listener("lsr-1", Protocol.TCP, 80, 80)));
        if (servers != null) {
            held = evolve(held, new EndpointGroupAdded(WEB, group(servers)));
        }
        return (AcceleratorImage) held;
    }

    private static EndpointGroup group(String region) {
        return new EndpointGroup(
                new EndpointGroupId("epg-" + region),
                "group",
                region,
                BackendService.OFF_CLOUD,
                false,
                List.of(
                        new Endpoint(
                                new EndpointId("ep-" + region),
                                EndpointType.CUSTOM_IP,
                                "198.51.100.1",
                                1)),
                List.of());
    }

    private static AddRegions addRegion(String region) {
        return new AddRegions("ASIA_PACIFIC", List.of(new WantedRegion(region, 2, IpVersion.IPV6)));
    }

    /** The refusal of a change of these commands, as a change set decides it. */
    private static Decision change(
            AcceleratorImage image, AcceleratorFacts facts, AcceleratorCommand... commands) {
        var draft = new ChangeDraft(image, facts);
        for (var command : commands) {
            draft.run(command).eventsOrThrow();
        }
        return BorderRules.complete(draft);
    }

    private static List<BundleObjection> objections(Decision decision) {
        return decision instanceof Rejected(BundleRefused(var objections)) ? objections : List.of();
    }

    /** The reasons that an order of the same plans for the same use is refused for. */
    private static List<BundleObjection> atTheOrder(
            boolean global, boolean crossBorder, String clients, String servers) {
        var price = new Money("USD", 1);
        var needs =
                new Needs(
                        List.of(Objects.requireNonNull(REGIONS.get(clients))),
                        Objects.requireNonNull(REGIONS.get(servers)),
                        IpVersion.IPV6,
                        true,
                        true,
                        BackendService.OFF_CLOUD,
                        1);
        return BundleRules.objections(
                        new SpecificationEntry("SPEC", 1, "Spec", 4, 20, 100, price),
                        bandwidthType("PREMIUM", true, global, EndpointType.values()),
                        10,
                        crossBorder ? 10 : null,
                        Optional.of(needs))
                .stream()
                .filter(o -> !(o instanceof BundleObjection.CrossBorderPlanUnused))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, beijing, shanghai, ''",
        "false, false, beijing, virginia, cross-border-plan-missing",
        "false, false, hongkong, shanghai, cross-border-plan-missing",
        "false, false, hongkong, virginia, scope-not-covered",
        "false, true, beijing, shanghai, ''",
        "false, true, beijing, virginia, ''",
        "false, true, hongkong, shanghai, ''",
        "false, true, hongkong, virginia, scope-not-covered",
        "true, false, beijing, shanghai, ''",
        "true, false, beijing, virginia, ''",
        "true, false, hongkong, shanghai, ''",
        "true, false, hongkong, virginia, ''",
        "true, true, beijing, virginia, ''",
    })
    void a_way_is_refused_as_in_an_order_whichever_end_is_added_last(
            boolean global, boolean crossBorder, String clients, String servers, String problem) {
        var facts = known(global);
        var wanted = atTheOrder(global, crossBorder, clients, servers);
        assertThat(wanted.stream().map(BundleObjection::problem).findFirst().orElse(""))
                .isEqualTo(problem);

        var region = change(image(null, servers, crossBorder), facts, addRegion(clients));
        var group =
                change(
                        image(clients, null, crossBorder),
                        facts,
                        new AddEndpointGroup(WEB, group(servers)));
        var both =
                change(
                        image(null, null, crossBorder),
                        facts,
                        new AddEndpointGroup(WEB, group(servers)),
                        addRegion(clients));

        assertThat(List.of(region, group, both))
                .allSatisfy(decision -> assertThat(objections(decision)).isEqualTo(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        "false, beijing, virginia, cross-border-plan-missing",
        "false, beijing, shanghai, ''",
        "true, beijing, virginia, ''"
    })
    void the_cross_border_plan_stays_while_a_way_needs_it(
            boolean global, String clients, String servers, String problem) {
        var unbound =
                change(
                        image(clients, servers, true),
                        known(global)
                                .withPlan(
                                        bandwidthPlan(
                                                "gbwp-9", "PREMIUM", PlanKind.CROSS_BORDER, true)),
                        new UnbindPlan(CROSS_BORDER));
        assertThat(
                        objections(unbound).stream()
                                .map(BundleObjection::problem)
                                .findFirst()
                                .orElse(""))
                .isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "beijing, virginia, cross-border-plan-missing",
        "hongkong, virginia, scope-not-covered",
        "beijing, shanghai, ''"
    })
    void a_plan_that_reaches_less_does_not_take_the_place_of_a_global_one(
            String clients, String servers, String problem) {
        var replaced =
                change(
                        image(clients, servers, false),
                        known(true),
                        new ReplacePlan(
                                new BandwidthPlanId("gbwp-1"), new BandwidthPlanId("gbwp-2")));
        assertThat(
                        objections(replaced).stream()
                                .map(BundleObjection::problem)
                                .findFirst()
                                .orElse(""))
                .isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "false, beijing, 'cn-hongkong', virginia, ''",
        "false, beijing, 'cn-hongkong virginia', virginia, ''",
        "false, beijing, 'tokyo', virginia, route-not-covered",
        "true, beijing, 'tokyo', virginia, ''",
        "false, beijing, 'cn-hongkong', shanghai, route-not-covered",
        "true, virginia, 'beijing', tokyo, route-not-covered",
        "false, virginia, 'tokyo', tokyo, ''"
    })
    void a_route_crosses_the_border_as_the_plans_allow(
            boolean crossBorder, String clients, String via, String servers, String problem) {
        var policy = new RoutePolicy(RoutePolicy.Mode.VIA, List.of(via.split(" ")));
        var decision =
                change(
                        image(clients, servers, crossBorder),
                        known(true),
                        new ChangeEndpointGroup(
                                WEB, new EndpointGroupId("epg-" + servers), routed(policy)));

        assertThat(
                        objections(decision).stream()
                                .map(BundleObjection::problem)
                                .findFirst()
                                .orElse(""))
                .isEqualTo(problem);
    }

    private static EndpointGroupChange routed(RoutePolicy policy) {
        return new EndpointGroupChange(
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.kept(),
                PatchedField.to(policy),
                PatchedField.kept());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_change_is_judged_as_a_whole_and_not_for_what_was_so_before(boolean regionFirst) {
        var facts =
                known(false)
                        .withPlan(bandwidthPlan("gbwp-9", "PREMIUM", PlanKind.CROSS_BORDER, false));
        var region = addRegion("beijing");
        var plan = new BindPlan(CROSS_BORDER);
        var together =
                regionFirst
                        ? change(image(null, "virginia", false), facts, region, plan)
                        : change(image(null, "virginia", false), facts, plan, region);
        var renamed = change(image("beijing", "virginia", false), facts, new Rename("shop"));
        var alone = change(image(null, "virginia", false), facts, region);

        assertThat(together).isEqualTo(Decision.accept());
        assertThat(renamed).isEqualTo(Decision.accept());
        assertThat(alone).isInstanceOf(Rejected.class);
    }
}
