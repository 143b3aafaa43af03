package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderEvent.ModificationOrdered;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthAboveSpecification;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeAwaitsConfirmation;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.CrossBorderPlanNotBound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.ModificationMixed;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.NothingModified;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.OrderPriceChanged;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanBelowAllocated;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.SpecificationTooSmall;
import io.sixlane.provisioning.decision.Rejection.PlanNotBound;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.order.Purchase.Modification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModificationRulesTest {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final SpecificationEntry SMALL = specification("SMALL", 1, 20, 10_000);
    private static final SpecificationEntry MEDIUM = specification("MEDIUM", 2, 40, 20_000);

    private static SpecificationEntry specification(
            String code, int regions, int mbps, long monthlyCents) {
        return new SpecificationEntry(
                code, 1, code, regions, mbps, 5_000, new Money("USD", monthlyCents));
    }

    private static SpecificationLimits limits(SpecificationEntry entry) {
        return Sizes.limits(entry);
    }

    private static BoundPlan basic(int mbps) {
        return new BoundPlan(new BandwidthPlanId("gbwp-1"), "BASIC", mbps);
    }

    private static BoundPlan crossBorder(int mbps) {
        return new BoundPlan(new BandwidthPlanId("gbwp-2"), "BASIC", mbps);
    }

    private static AcceleratorImage image(
            SpecificationEntry specification,
            @Nullable BoundPlan plan,
            @Nullable BoundPlan crossBorder,
            int... regionMbps) {
        return new AcceleratorImage(
                ID,
                1,
                "",
                NOW,
                Accelerator.bare("acme", limits(specification))
                        .withPlan(plan)
                        .withRegions(
                                IntStream.range(0, regionMbps.length)
                                        .mapToObj(
                                                i ->
                                                        new AccelerationRegion(
                                                                "A",
                                                                "r" + i,
                                                                regionMbps[i],
                                                                IpVersion.IPV6,
                                                                "::1"))
                                        .toList())
                        .withCrossBorderPlan(crossBorder)
                        .withExpiresAt(NOW.plus(Duration.ofDays(60))));
    }

    private static Market market(AcceleratorImage image) {
        return new Market(
                Map.of("SMALL", SMALL, "MEDIUM", MEDIUM),
                Map.of(
                        "BASIC",
                        new BandwidthTypeEntry(
                                "BASIC",
                                1,
                                "Basic",
                                false,
                                false,
                                Set.of(EndpointType.values()),
                                new Money("USD", 100),
                                new Money("USD", 700))),
                Map.of(),
                LimitsEntry.HOSTED,
                Optional.of(image),
                Optional.empty(),
                Optional.empty(),
                NOW);
    }

    private static Modification wanted(
            @Nullable String specification,
            @Nullable Integer mbps,
            @Nullable Integer crossBorderMbps) {
        return new Modification(ID, specification, mbps, crossBorderMbps);
    }

    private static Decision decide(AcceleratorImage image, Modification wanted) {
        return ModificationRules.decide("acme", wanted, market(image));
    }

    @Test
    void makes_room_before_it_grows_and_grows_across_the_border_first() {
        assertThat(decide(image(SMALL, basic(10), crossBorder(4), 10), wanted("MEDIUM", 30, 12)))
                .isEqualTo(
                        accept(
                                new SpecificationChanged(limits(MEDIUM)),
                                new CrossBorderPlanBound(crossBorder(12)),
                                new BandwidthPlanBound(basic(30))));
    }

    @Test
    void shrinks_the_other_way_round() {
        assertThat(decide(image(MEDIUM, basic(30), crossBorder(12), 10), wanted("SMALL", 10, 4)))
                .isEqualTo(
                        accept(
                                new BandwidthPlanBound(basic(10)),
                                new CrossBorderPlanBound(crossBorder(4)),
                                new SpecificationChanged(limits(SMALL))));
    }

    @Test
    void refuses_to_grow_here_and_shrink_there() {
        assertThat(decide(image(SMALL, basic(10), crossBorder(4)), wanted(null, 12, 2)))
                .isEqualTo(reject(new ModificationMixed()));
        assertThat(decide(image(MEDIUM, basic(10), null), wanted("SMALL", 12, null)))
                .isEqualTo(reject(new ModificationMixed()));
    }

    @Test
    void refuses_to_change_nothing() {
        assertThat(decide(image(SMALL, basic(10), null), wanted("SMALL", 10, null)))
                .isEqualTo(reject(new NothingModified()));
        assertThat(decide(image(SMALL, null, null), wanted(null, null, null)))
                .isEqualTo(reject(new NothingModified()));
    }

    @Test
    void refuses_a_plan_smaller_than_its_regions() {
        assertThat(decide(image(MEDIUM, basic(20), null, 6, 6), wanted(null, 12, null)))
                .isInstanceOf(Accepted.class);
        assertThat(decide(image(MEDIUM, basic(20), null, 6, 6), wanted(null, 11, null)))
                .isEqualTo(reject(new PlanBelowAllocated(11, 12)));
    }

    @Test
    void refuses_a_plan_larger_than_the_specification() {
        assertThat(decide(image(SMALL, basic(10), null), wanted(null, 20, null)))
                .isInstanceOf(Accepted.class);
        assertThat(decide(image(SMALL, basic(10), null), wanted(null, 21, null)))
                .isEqualTo(reject(new BandwidthAboveSpecification(21, "SMALL", 20)));
        assertThat(decide(image(SMALL, basic(10), crossBorder(4)), wanted(null, null, 21)))
                .isEqualTo(reject(new BandwidthAboveSpecification(21, "SMALL", 20)));
    }

    @Test
    void refuses_a_specification_smaller_than_what_is_used() {
        assertThat(decide(image(MEDIUM, basic(10), null, 2, 2), wanted("SMALL", null, null)))
                .isEqualTo(reject(new SpecificationTooSmall("SMALL", 1, 2)));
        assertThat(decide(image(MEDIUM, basic(21), null, 2), wanted("SMALL", null, null)))
                .isEqualTo(reject(new BandwidthAboveSpecification(21, "SMALL", 20)));
    }

    @Test
    void refuses_what_is_not_there() {
        assertThat(decide(image(SMALL, null, null), wanted(null, 10, null)))
                .isEqualTo(reject(new PlanNotBound()));
        assertThat(decide(image(SMALL, basic(10), null), wanted(null, null, 10)))
                .isEqualTo(reject(new CrossBorderPlanNotBound()));
        assertThat(decide(image(SMALL, basic(10), null), wanted("HUGE", null, null)))
                .isEqualTo(reject(new SpecificationUnknown("HUGE")));
        assertThat(
                        ModificationRules.decide(
                                "evil",
                                wanted(null, 12, null),
                                market(image(SMALL, basic(10), null))))
                .isEqualTo(reject(new AcceleratorNotFound("ga-1")));
    }

    @Test
    void refuses_everything_while_a_change_may_be_taken_back() {
        var deadline = NOW.plusSeconds(60);
        var waiting =
                (AcceleratorImage)
                        AcceleratorEvolution.evolve(
                                image(SMALL, basic(10), null, 2),
                                recorded(
                                        new ConfirmationAwaited(
                                                new PendingConfirmation(1, deadline))));

        assertThat(decide(waiting, wanted(null, 4, null)))
                .isEqualTo(reject(new ChangeAwaitsConfirmation(1, deadline)));
    }

    private static RecordedEvent recorded(StreamEvent event) {
        return new RecordedEvent(
                "any",
                2,
                "event",
                NOW,
                new Actor("acme", "ann", "", "request"),
                event,
                RecordedEvent.NO_HASH,
                RecordedEvent.NO_HASH);
    }

    private static Order placed(Modification wanted, AcceleratorImage image) {
        var ordered =
                ModificationRules.order(new OrderId("ord-1"), "acme", wanted, market(image))
                        .eventsOrThrow();
        return Objects.requireNonNull(Order.evolve(null, recorded(ordered.getFirst())));
    }

    private static AcceleratorImage extended(AcceleratorImage image, Duration by) {
        return (AcceleratorImage)
                AcceleratorEvolution.evolve(
                        image, recorded(new TermExtended(NOW.plus(Duration.ofDays(60)).plus(by))));
    }

    @Test
    void costs_the_quoted_price_while_only_time_passes() {
        var image = image(SMALL, basic(10), null);
        var order = placed(wanted("MEDIUM", null, null), image);

        assertThat(OrderPrice.judgeAgain(order, market(image).asOf(NOW.plus(Duration.ofDays(59)))))
                .isEqualTo(accept());
    }

    @Test
    void costs_another_price_after_a_renewal_or_from_another_size() {
        var image = image(SMALL, basic(10), null);
        var order = placed(wanted("MEDIUM", 12, null), image);
        var changed = reject(new OrderPriceChanged("ord-1"));

        assertThat(OrderPrice.judgeAgain(order, market(extended(image, Duration.ofDays(1_000)))))
                .isEqualTo(changed);
        assertThat(OrderPrice.judgeAgain(order, market(image(SMALL, basic(11), null))))
                .isEqualTo(changed);
        assertThat(OrderPrice.judgeAgain(order, market(image(MEDIUM, basic(12), null))))
                .isEqualTo(reject(new NothingModified()));
    }

    /** 60 days are left, two months: twice (10000 + 2 × 100 + 8 × 700). */
    @Test
    void charges_the_difference_for_the_rest_of_the_term() {
        var order =
                ModificationRules.order(
                        new OrderId("ord-1"),
                        "acme",
                        wanted("MEDIUM", 12, 12),
                        market(image(SMALL, basic(10), crossBorder(4))));
        assertThat(order)
                .isEqualTo(
                        accept(
                                new ModificationOrdered(
                                        new OrderId("ord-1"),
                                        ID,
                                        "MEDIUM",
                                        12,
                                        12,
                                        new Money("USD", 31_600))));
    }

    @Test
    void gives_nothing_back() {
        var market = market(image(MEDIUM, basic(10), null));
        assertThat(Proration.of(wanted("SMALL", null, null), market))
                .isEqualTo(new Money("USD", 0));
    }

    /** After each step alone the plans fit into the specification. */
    @Test
    void never_has_a_step_that_does_not_fit() {
        var accepted = 0;
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var image =
                    image(
                            random.nextBoolean() ? SMALL : MEDIUM,
                            basic(2 + random.nextInt(19)),
                            crossBorder(2 + random.nextInt(19)),
                            2);
            var wanted =
                    wanted(
                            List.of("SMALL", "MEDIUM").get(random.nextInt(2)),
                            2 + random.nextInt(45),
                            2 + random.nextInt(45));
            if (decide(image, wanted) instanceof Accepted(var steps)) {
                accepted++;
                var peak = image.specification().peakMbps();
                var basic = bandwidth(image.plan());
                var crossBorder = bandwidth(image.crossBorderPlan());
                for (var step : steps) {
                    switch (step) {
                        case SpecificationChanged(var changed) -> peak = changed.peakMbps();
                        case BandwidthPlanBound(var plan) -> basic = plan.bandwidthMbps();
                        case CrossBorderPlanBound(var plan) -> crossBorder = plan.bandwidthMbps();
                        default -> throw new AssertionError("unexpected " + step);
                    }
                    assertThat(Math.max(basic, crossBorder))
                            .as("seed %d", seed)
                            .isLessThanOrEqualTo(peak);
                }
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    private static int bandwidth(@Nullable BoundPlan plan) {
        return plan == null ? 0 : plan.bandwidthMbps();
    }
}
