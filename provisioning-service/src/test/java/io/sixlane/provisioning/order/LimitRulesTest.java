package io.sixlane.provisioning.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanSizeRefused;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.TermNotOffered;
import io.sixlane.provisioning.order.Purchase.Instance;
import io.sixlane.provisioning.order.Purchase.Modification;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitRulesTest {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final LimitsEntry NARROW = new LimitsEntry("SALES", 2, 100, 2, 0, false);
    private static final LimitsEntry WIDE = new LimitsEntry("SALES", 3, 10_000, 24, 5, true);
    private static final LimitsEntry FREE = Unbilled.of(WIDE);

    @Test
    void terms_are_sold_up_to_the_limits() {
        for (var limits : Set.of(NARROW, WIDE)) {
            assertThat(refusal(new Instance("SMALL", months(limits.months())), limits)).isEmpty();
            var more = months(limits.months() + 1);
            assertThat(refusal(new Instance("SMALL", more), limits))
                    .contains(new TermNotOffered(more, limits));
            assertThat(refusal(subscription(10, more), limits))
                    .contains(new TermNotOffered(more, limits));
            assertThat(refusal(plan(10, more), limits)).contains(new TermNotOffered(more, limits));
            assertThat(refusal(new Renewal(ID, more), limits))
                    .contains(new TermNotOffered(more, limits));
        }
        var year = new Term(Term.Unit.YEAR, 1);
        assertThat(refusal(new Instance("SMALL", year), NARROW))
                .contains(new TermNotOffered(year, NARROW));
        assertThat(refusal(new Instance("SMALL", Term.OPEN_ENDED), NARROW))
                .contains(new TermNotOffered(Term.OPEN_ENDED, NARROW));
        assertThat(refusal(new Instance("SMALL", Term.OPEN_ENDED), WIDE)).isEmpty();
    }

    @Test
    void plans_are_sold_up_to_the_limit() {
        assertThat(refusal(plan(100, months(1)), NARROW)).isEmpty();
        assertThat(refusal(plan(101, months(1)), NARROW)).contains(tooLarge(101, 100));
        assertThat(refusal(plan(10_000, months(1)), WIDE)).isEmpty();
        assertThat(refusal(subscription(101, months(1)), NARROW)).contains(tooLarge(101, 100));
        var abroad = new Bundle("SMALL", "BASIC", 10, 101, null);
        assertThat(refusal(new Subscription(abroad, months(1), Billing.BY_BANDWIDTH), NARROW))
                .contains(tooLarge(101, 100));
    }

    @Test
    void a_plan_that_was_sold_larger_keeps_its_size_or_shrinks() {
        assertThat(refusal(new Modification(ID, null, 400, null), NARROW)).isEmpty();
        assertThat(refusal(new Modification(ID, "LARGE", 500, null), NARROW)).isEmpty();
        assertThat(refusal(new Modification(ID, null, 501, null), NARROW))
                .contains(tooLarge(501, 500));
        assertThat(refusal(new Modification(ID, null, 501, null), WIDE)).isEmpty();
    }

    @Test
    void every_accelerator_can_be_renewed_by_a_month_where_terms_end() {
        var yearly = new LimitsEntry("SALES", 4, 100, 0, 1, false);
        assertThat(refusal(new Renewal(ID, months(1)), yearly)).isEmpty();
        assertThat(refusal(new Renewal(ID, months(2)), yearly)).isPresent();
        assertThat(refusal(new Renewal(ID, months(1)), FREE))
                .contains(new TermNotOffered(months(1), FREE));
    }

    private static Rejection tooLarge(int mbps, int most) {
        return new PlanSizeRefused(mbps, 2, most, BillingType.PAY_BY_BANDWIDTH);
    }

    private static Term months(int count) {
        return new Term(Term.Unit.MONTH, count);
    }

    private static Subscription subscription(int mbps, Term term) {
        return new Subscription(
                new Bundle("SMALL", "BASIC", mbps, null, null), term, Billing.BY_BANDWIDTH);
    }

    private static Plan plan(int mbps, Term term) {
        return new Plan(PlanKind.BASIC, "BASIC", mbps, Billing.BY_BANDWIDTH, term);
    }

    /** In a market whose accelerator has a plan of 500 Mbit/s. */
    private static Optional<Rejection> refusal(Purchase purchase, LimitsEntry limits) {
        var plan =
                new BandwidthPlan(
                        "local",
                        1,
                        new BandwidthPlanCreated(new BandwidthPlanId("gbwp-1"), "BASIC", 500),
                        Optional.of(ID));
        return LimitRules.refusal(
                purchase,
                new Market(
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        limits,
                        Optional.empty(),
                        Optional.of(plan),
                        Optional.empty(),
                        Instant.EPOCH));
    }
}
