package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.accelerator;
import static io.sixlane.provisioning.accelerator.Fixture.bandwidthType;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.factsWith;
import static io.sixlane.provisioning.accelerator.Fixture.listener;
import static io.sixlane.provisioning.accelerator.Fixture.plan;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static io.sixlane.provisioning.accelerator.Fixture.unbound;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.EndpointGroupAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Billing;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.EndpointTypeNotAllowed;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanNotBound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.CrossBorderPlanBeside;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanBelowAllocated;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanHasRegions;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanOfOtherKind;
import io.sixlane.provisioning.decision.Rejection.OffCloudNotAllowed;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanRulesTest {
    private static final BandwidthPlanId FIRST = new BandwidthPlanId("gbwp-1");
    private static final BandwidthPlanId SECOND = new BandwidthPlanId("gbwp-2");
    private static final BandwidthPlanId ABROAD = new BandwidthPlanId("gbwp-9");

    private static AcceleratorFacts with(BandwidthPlan... plans) {
        var facts = facts();
        for (var plan : plans) {
            facts = facts.withPlan(plan);
        }
        return facts;
    }

    private static BandwidthPlan crossBorder(int mbps) {
        return new BandwidthPlan(
                Fixture.ACCOUNT,
                1,
                new BandwidthPlanCreated(
                        ABROAD, "PREMIUM", mbps, PlanKind.CROSS_BORDER, Billing.BY_BANDWIDTH),
                Optional.empty());
    }

    @Test
    void binds_a_cross_border_plan_beside_the_basic_one() {
        accelerator(with(crossBorder(4)))
                .given(created(1, 20), planBound(10))
                .when(new BindPlan(ABROAD))
                .then(accept(new CrossBorderPlanBound(plan("gbwp-9", 4))));
    }

    @Test
    void refuses_a_cross_border_plan_alone() {
        accelerator(with(crossBorder(4)))
                .given(created(1, 20))
                .when(new BindPlan(ABROAD))
                .then(reject(new PlanNotBound()));
    }

    @Test
    void replaces_a_plan_under_traffic_by_one_that_is_large_enough() {
        accelerator(with(unbound("gbwp-2", 8)))
                .given(created(1, 20), planBound(10), regionAdded("a", 8))
                .when(new ReplacePlan(FIRST, SECOND))
                .then(accept(new BandwidthPlanBound(plan("gbwp-2", 8))));
    }

    @Test
    void refuses_a_replacement_smaller_than_its_regions() {
        accelerator(with(unbound("gbwp-2", 7)))
                .given(created(1, 20), planBound(10), regionAdded("a", 8))
                .when(new ReplacePlan(FIRST, SECOND))
                .then(reject(new PlanBelowAllocated(7, 8)));
    }

    @Test
    void refuses_a_replacement_above_the_specification_or_of_the_other_kind() {
        accelerator(with(unbound("gbwp-2", 21)))
                .given(created(1, 20), planBound(10))
                .when(new ReplacePlan(FIRST, SECOND))
                .then(reject(new BandwidthAboveSpecification(21, "SPEC", 20)));
        accelerator(with(crossBorder(10)))
                .given(created(1, 20), planBound(10))
                .when(new ReplacePlan(FIRST, ABROAD))
                .then(reject(new PlanOfOtherKind("gbwp-9", PlanKind.BASIC)));
    }

    @Test
    void replaces_only_what_is_bound_by_what_is_there() {
        accelerator(with(unbound("gbwp-2", 10)))
                .given(created(1, 20))
                .when(new ReplacePlan(FIRST, SECOND))
                .then(reject(new BandwidthPlanNotBound("gbwp-1")));
        accelerator(facts())
                .given(created(1, 20), planBound(10))
                .when(new ReplacePlan(FIRST, SECOND))
                .then(reject(new BandwidthPlanNotFound("gbwp-2")));
    }

    @Test
    void unbinds_a_plan_without_regions() {
        accelerator(facts())
                .given(created(1, 20), planBound(10))
                .when(new UnbindPlan(FIRST))
                .then(accept(new BandwidthPlanUnbound(FIRST)));
        accelerator(facts())
                .given(created(1, 20), planBound(10), regionAdded("a", 8))
                .when(new UnbindPlan(FIRST))
                .then(reject(new PlanHasRegions("gbwp-1", 8)));
    }

    @Test
    void unbinds_the_cross_border_plan_first() {
        var abroad = new CrossBorderPlanBound(plan("gbwp-9", 4));
        accelerator(facts())
                .given(created(1, 20), planBound(10), abroad)
                .when(new UnbindPlan(FIRST))
                .then(reject(new CrossBorderPlanBeside("gbwp-9")));
        accelerator(facts())
                .given(created(1, 20), planBound(10), abroad)
                .when(new UnbindPlan(ABROAD))
                .then(accept(new CrossBorderPlanUnbound(ABROAD)));
    }

    @Test
    void refuses_to_unbind_what_is_not_bound() {
        accelerator(facts())
                .given(created(1, 20), planBound(10))
                .when(new UnbindPlan(SECOND))
                .then(reject(new BandwidthPlanNotBound("gbwp-2")));
    }

    @Test
    void a_plan_in_its_own_place_changes_nothing() {
        accelerator(with(unbound("gbwp-1", 10)))
                .given(created(1, 20), planBound(10))
                .when(new ReplacePlan(FIRST, FIRST))
                .then(accept());
    }

    private static StreamEvent[] withCustomIp(BackendService service, StreamEvent... first) {
        var listener = listener("lsr-1", Protocol.TCP, 80, 80);
        var group =
                new EndpointGroup(
                        new EndpointGroupId("epg-1"),
                        "group",
                        "us-west-1",
                        service,
                        false,
                        List.of(
                                new Endpoint(
                                        new EndpointId("ep-1"),
                                        EndpointType.CUSTOM_IP,
                                        "198.51.100.1",
                                        1)),
                        List.of());
        return Stream.concat(
                        Stream.of(first),
                        Stream.of(
                                new ListenerAdded(listener),
                                new EndpointGroupAdded(listener.id(), group)))
                .toArray(StreamEvent[]::new);
    }

    private static Rejection unreached(BackendService service) {
        return service == BackendService.OFF_CLOUD
                ? new OffCloudNotAllowed("PREMIUM")
                : new EndpointTypeNotAllowed(EndpointType.CUSTOM_IP, "PREMIUM");
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_replacement_that_does_not_reach_the_endpoints(BackendService service) {
        var given = withCustomIp(service, created(1, 20), planBound(10));
        accelerator(with(unbound("gbwp-2", 10)))
                .given(given)
                .when(new ReplacePlan(FIRST, SECOND))
                .then(accept(new BandwidthPlanBound(plan("gbwp-2", 10))));
        accelerator(
                        factsWith(bandwidthType("PREMIUM", false, EndpointType.ECS))
                                .withPlan(unbound("gbwp-2", 10)))
                .given(given)
                .when(new ReplacePlan(FIRST, SECOND))
                .then(reject(unreached(service)));
    }

    @ParameterizedTest
    @EnumSource
    void refuses_to_bind_a_plan_that_does_not_reach_the_endpoints_of_an_earlier_one(
            BackendService service) {
        var given =
                withCustomIp(
                        service, created(1, 20), planBound(10), new BandwidthPlanUnbound(FIRST));
        accelerator(with(unbound("gbwp-2", 10)))
                .given(given)
                .when(new BindPlan(SECOND))
                .then(accept(new BandwidthPlanBound(plan("gbwp-2", 10))));
        accelerator(
                        factsWith(bandwidthType("PREMIUM", false, EndpointType.ECS))
                                .withPlan(unbound("gbwp-2", 10)))
                .given(given)
                .when(new BindPlan(SECOND))
                .then(reject(unreached(service)));
    }
}
