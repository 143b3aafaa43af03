package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.account.AccountEvent.AccountCredited;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.bundle.BundleObjection.BandwidthAboveSpecification;
import io.sixlane.configuration.bundle.BundleObjection.ConnectionsAboveSpecification;
import io.sixlane.configuration.bundle.BundleObjection.RegionWithoutIpv6;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.catalog.CatalogEntry.BandwidthTypeEntry;
import io.sixlane.configuration.catalog.CatalogEntry.LimitsEntry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.catalog.UsagePrice;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Billing;
import io.sixlane.configuration.order.Bundle;
import io.sixlane.configuration.order.BundleUse;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderEvent.OrderCancelled;
import io.sixlane.configuration.order.OrderEvent.OrderFulfilled;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import io.sixlane.configuration.order.OrderEvent.PaymentAwaited;
import io.sixlane.configuration.order.OrderEvent.PlanOrdered;
import io.sixlane.configuration.order.OrderEvent.RenewalOrdered;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlan;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthTypeUnknown;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BillingNotOffered;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.OrderClosed;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanSizeRefused;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.decision.Rejection.RegionUnknown;
import io.sixlane.provisioning.decision.Rejection.SpecificationUnknown;
import io.sixlane.provisioning.order.OrderCommand.AwaitPayment;
import io.sixlane.provisioning.order.OrderCommand.Cancel;
import io.sixlane.provisioning.order.OrderCommand.Pay;
import io.sixlane.provisioning.order.OrderCommand.Place;
import io.sixlane.provisioning.order.Purchase.Plan;
import io.sixlane.provisioning.order.Purchase.Renewal;
import io.sixlane.provisioning.order.Purchase.Subscription;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderDeciderTest {
    private static final OrderId ID = new OrderId("ord-1");
    private static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    private static final BandwidthPlanId PLAN = new BandwidthPlanId("gbwp-1");
    private static final BandwidthPlanId CROSS_BORDER = new BandwidthPlanId("gbwp-2");
    private static final Term TWO_MONTHS = new Term(Term.Unit.MONTH, 2);
    private static final Bundle BUNDLE = new Bundle("SMALL_I", "PREMIUM", 10, null);

    private static final Map<String, RegionEntry> REGIONS =
            Map.of(
                    "cn-hongkong", region("cn-hongkong", true),
                    "us-west-1", region("us-west-1", false));

    private static final DeciderSpecification<Optional<Order>, OrderCommand, StreamEvent, Decision>
            SPECIFICATION =
                    DeciderSpecification.of(
                            Optional.empty(),
                            (held, command) -> OrderDecider.decide(held.orElse(null), command),
                            OrderDeciderTest::evolve);

    private static Optional<Order> evolve(Optional<Order> held, StreamEvent event) {
        var order = held.orElse(null);
        return Optional.ofNullable(Order.evolve(order, recorded(order, event)));
    }

    private static RecordedEvent recorded(@Nullable Order held, StreamEvent event) {
        return new RecordedEvent(
                "ord-1",
                held == null ? 1 : held.revision() + 1,
                "event",
                Instant.EPOCH,
                new Actor("acme", "ann", "", "request"),
                event,
                RecordedEvent.NO_HASH,
                RecordedEvent.NO_HASH);
    }

    private static Place place(Bundle bundle, Term term) {
        return place(bundle, term, List.of(smallOne()), List.of(premium()));
    }

    private static Place place(
            Bundle bundle,
            Term term,
            List<SpecificationEntry> specifications,
            List<BandwidthTypeEntry> types) {
        return new Place(
                ID,
                "acme",
                new Subscription(bundle, term, Billing.BY_BANDWIDTH),
                market(specifications, types));
    }

    private static Market market(
            List<SpecificationEntry> specifications, List<BandwidthTypeEntry> types) {
        return new Market(
                specifications.stream()
                        .collect(Collectors.toMap(SpecificationEntry::code, entry -> entry)),
                types.stream().collect(Collectors.toMap(BandwidthTypeEntry::code, entry -> entry)),
                REGIONS,
                LimitsEntry.HOSTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    private static Pay pay(String account) {
        return new Pay(ID, account, ACCELERATOR, PLAN, CROSS_BORDER);
    }

    private static RegionEntry region(String code, boolean ipv6) {
        return new RegionEntry(code, 1, code, "SOMEWHERE", false, ipv6);
    }

    private static Bundle bundleFor(String accelerationRegion, int connections) {
        return new Bundle(
                "SMALL_I",
                "PREMIUM",
                10,
                null,
                new BundleUse(
                        List.of(accelerationRegion),
                        "us-west-1",
                        null,
                        false,
                        null,
                        BackendService.OFF_CLOUD,
                        connections));
    }

    private static SpecificationEntry smallOne() {
        return new SpecificationEntry("SMALL_I", 1, "Small I", 1, 20, 5_000, usd(16_500));
    }

    private static BandwidthTypeEntry premium() {
        return new BandwidthTypeEntry(
                "PREMIUM",
                1,
                "Premium",
                true,
                true,
                Set.of(EndpointType.values()),
                usd(3_000),
                usd(5_000));
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    private static OrderPlaced placed() {
        return new OrderPlaced(ID, BUNDLE, TWO_MONTHS, usd(93_000));
    }

    @Test
    void sells_instance_and_bandwidth_for_every_month() {
        SPECIFICATION.when(place(BUNDLE, TWO_MONTHS)).then(accept(placed()));
    }

    @Test
    void adds_the_cross_border_plan_and_counts_years_in_months() {
        var bundle = new Bundle("SMALL_I", "PREMIUM", 10, 4);
        var year = new Term(Term.Unit.YEAR, 1);
        SPECIFICATION
                .when(place(bundle, year))
                .then(accept(new OrderPlaced(ID, bundle, year, usd(798_000))));
    }

    @Test
    void refuses_more_bandwidth_than_the_specification_has() {
        SPECIFICATION
                .when(place(new Bundle("SMALL_I", "PREMIUM", 21, null), TWO_MONTHS))
                .then(
                        reject(
                                new BundleRefused(
                                        List.of(
                                                new BandwidthAboveSpecification(
                                                        21, "Small I", 20)))));
    }

    @Test
    void sells_what_fits_its_use() {
        var bundle = bundleFor("cn-hongkong", 5_000);
        SPECIFICATION
                .when(place(bundle, TWO_MONTHS))
                .then(accept(new OrderPlaced(ID, bundle, TWO_MONTHS, usd(93_000))));
    }

    @Test
    void refuses_what_does_not_fit_its_use_with_every_reason() {
        SPECIFICATION
                .when(place(bundleFor("us-west-1", 5_001), TWO_MONTHS))
                .then(
                        reject(
                                new BundleRefused(
                                        List.of(
                                                new RegionWithoutIpv6("us-west-1"),
                                                new ConnectionsAboveSpecification(
                                                        5_001, "Small I", 5_000)))));
    }

    @Test
    void refuses_a_use_in_a_region_the_catalog_does_not_have() {
        SPECIFICATION
                .when(place(bundleFor("cn-atlantis", 1), TWO_MONTHS))
                .then(reject(new RegionUnknown("cn-atlantis")));
    }

    @Test
    void refuses_another_use_under_the_same_key() {
        SPECIFICATION
                .given(placed())
                .when(place(bundleFor("cn-hongkong", 1), TWO_MONTHS))
                .then(reject(new IdempotencyKeyReused()));
    }

    @Test
    void charges_the_price_of_a_year_for_each_year() {
        var discounted =
                new SpecificationEntry(
                        "SMALL_I", 1, "Small I", 1, 20, 5_000, usd(16_500), usd(165_000));
        var years = new Term(Term.Unit.YEAR, 2);
        SPECIFICATION
                .when(place(BUNDLE, years, List.of(discounted), List.of(premium())))
                .then(accept(new OrderPlaced(ID, BUNDLE, years, usd(2 * (165_000 + 360_000)))));
    }

    @Test
    void refuses_a_specification_the_catalog_does_not_have() {
        SPECIFICATION
                .when(place(BUNDLE, TWO_MONTHS, List.of(), List.of(premium())))
                .then(reject(new SpecificationUnknown("SMALL_I")));
    }

    @Test
    void refuses_a_bandwidth_type_the_catalog_does_not_have() {
        SPECIFICATION
                .when(place(BUNDLE, TWO_MONTHS, List.of(smallOne()), List.of()))
                .then(reject(new BandwidthTypeUnknown("PREMIUM")));
    }

    @Test
    void takes_the_same_order_again_without_another_event() {
        SPECIFICATION.given(placed()).when(place(BUNDLE, TWO_MONTHS)).then(accept());
    }

    @Test
    void refuses_another_bundle_under_the_same_key() {
        SPECIFICATION
                .given(placed())
                .when(place(new Bundle("SMALL_I", "PREMIUM", 11, null), TWO_MONTHS))
                .then(reject(new IdempotencyKeyReused()));
    }

    @Test
    void is_paid_once() {
        SPECIFICATION
                .given(placed())
                .when(pay("acme"))
                .then(accept(new OrderPaid(ACCELERATOR, PLAN)));
    }

    @Test
    void is_not_paid_twice() {
        SPECIFICATION
                .given(placed(), new OrderPaid(ACCELERATOR, PLAN))
                .when(new Pay(ID, "acme", new AcceleratorId("ga-2"), PLAN, CROSS_BORDER))
                .then(accept());
    }

    @Test
    void is_not_found_by_another_account() {
        SPECIFICATION.given(placed()).when(pay("evil")).then(reject(new OrderNotFound("ord-1")));
    }

    @Test
    void cannot_be_paid_before_it_is_placed() {
        SPECIFICATION.when(pay("acme")).then(reject(new OrderNotFound("ord-1")));
    }

    @Test
    void becomes_two_plans_when_one_crosses_the_border() {
        SPECIFICATION
                .given(
                        new OrderPlaced(
                                ID,
                                new Bundle("SMALL_I", "PREMIUM", 10, 4),
                                TWO_MONTHS,
                                usd(133_000)))
                .when(pay("acme"))
                .then(accept(new OrderPaid(ACCELERATOR, PLAN, CROSS_BORDER)));
    }

    @Test
    void waits_for_its_invoice_and_is_paid_then() {
        SPECIFICATION
                .given(placed())
                .when(new AwaitPayment(ID, "acme", "inv-1"))
                .then(accept(new PaymentAwaited("inv-1")));
        SPECIFICATION
                .given(placed(), new PaymentAwaited("inv-1"))
                .when(new AwaitPayment(ID, "acme", "inv-2"))
                .then(accept());
        SPECIFICATION
                .given(placed(), new PaymentAwaited("inv-1"))
                .when(pay("acme"))
                .then(accept(new OrderPaid(ACCELERATOR, PLAN)));
    }

    @Test
    void is_given_up_before_it_is_paid_and_not_after() {
        SPECIFICATION
                .given(placed(), new PaymentAwaited("inv-1"))
                .when(new Cancel(ID, "acme"))
                .then(accept(new OrderCancelled()));
        SPECIFICATION
                .given(placed(), new OrderCancelled())
                .when(new Cancel(ID, "acme"))
                .then(accept());
        SPECIFICATION
                .given(placed(), new OrderPaid(ACCELERATOR, PLAN))
                .when(new Cancel(ID, "acme"))
                .then(reject(new OrderClosed("ord-1", true)));
    }

    @Test
    void is_not_paid_once_it_was_given_up() {
        SPECIFICATION
                .given(placed(), new OrderCancelled())
                .when(pay("acme"))
                .then(reject(new OrderClosed("ord-1", false)));
        SPECIFICATION
                .given(placed(), new OrderCancelled())
                .when(new AwaitPayment(ID, "acme", "inv-1"))
                .then(reject(new OrderClosed("ord-1", false)));
    }

    @Test
    void sells_a_plan_alone() {
        var plan = new Plan(PlanKind.CROSS_BORDER, "PREMIUM", 4, Billing.BY_BANDWIDTH, TWO_MONTHS);
        var ordered =
                new PlanOrdered(
                        ID,
                        PlanKind.CROSS_BORDER,
                        "PREMIUM",
                        4,
                        Billing.BY_BANDWIDTH,
                        TWO_MONTHS,
                        usd(40_000));
        SPECIFICATION
                .when(new Place(ID, "acme", plan, market(List.of(), List.of(premium()))))
                .then(accept(ordered));
        SPECIFICATION.given(ordered).when(pay("acme")).then(accept(new OrderFulfilled(PLAN)));
    }

    @Test
    void charges_nothing_in_advance_for_what_is_charged_afterwards() {
        var billing = new Billing(BillingType.PAY_BY_95TH, 30);
        var plan = new Plan(PlanKind.BASIC, "PREMIUM", 100, billing, TWO_MONTHS);
        SPECIFICATION
                .when(new Place(ID, "acme", plan, market(List.of(), List.of(chargedAfterwards()))))
                .then(
                        accept(
                                new PlanOrdered(
                                        ID,
                                        PlanKind.BASIC,
                                        "PREMIUM",
                                        100,
                                        billing,
                                        TWO_MONTHS,
                                        usd(0))));
    }

    @Test
    void refuses_a_billing_that_the_bandwidth_type_does_not_have() {
        var billing = new Billing(BillingType.PAY_BY_TRAFFIC, null);
        SPECIFICATION
                .when(
                        new Place(
                                ID,
                                "acme",
                                new Plan(PlanKind.BASIC, "PREMIUM", 100, billing, TWO_MONTHS),
                                market(List.of(), List.of(chargedAfterwards()))))
                .then(reject(new BillingNotOffered("PREMIUM", BillingType.PAY_BY_TRAFFIC)));
    }

    @Test
    void refuses_less_than_100_mbps_by_the_95th_percentile() {
        var billing = new Billing(BillingType.PAY_BY_95TH, 30);
        SPECIFICATION
                .when(
                        new Place(
                                ID,
                                "acme",
                                new Plan(PlanKind.BASIC, "PREMIUM", 99, billing, TWO_MONTHS),
                                market(List.of(), List.of(chargedAfterwards()))))
                .then(reject(new PlanSizeRefused(99, 100, 1_000_000, BillingType.PAY_BY_95TH)));
    }

    private static BandwidthTypeEntry chargedAfterwards() {
        return new BandwidthTypeEntry(
                "PREMIUM",
                1,
                "Premium",
                true,
                true,
                Set.of(EndpointType.values()),
                usd(3_000),
                usd(5_000),
                null,
                null,
                List.of(new UsagePrice(BillingType.PAY_BY_95TH, usd(4_000))));
    }

    @Test
    void refuses_a_subscription_that_is_not_sold_that_way() {
        var billing = new Billing(BillingType.PAY_BY_TRAFFIC, null);
        SPECIFICATION
                .when(
                        new Place(
                                ID,
                                "acme",
                                new Subscription(BUNDLE, TWO_MONTHS, billing),
                                market(List.of(smallOne()), List.of(premium()))))
                .then(reject(new BillingNotOffered("PREMIUM", BillingType.PAY_BY_TRAFFIC)));
        var percentile = new Billing(BillingType.PAY_BY_95TH, 30);
        SPECIFICATION
                .when(
                        new Place(
                                ID,
                                "acme",
                                new Subscription(BUNDLE, TWO_MONTHS, percentile),
                                market(List.of(smallOne()), List.of(chargedAfterwards()))))
                .then(reject(new PlanSizeRefused(10, 100, 1_000_000, BillingType.PAY_BY_95TH)));
    }

    @Test
    void refuses_a_plan_of_a_type_the_catalog_does_not_have() {
        SPECIFICATION
                .when(
                        new Place(
                                ID,
                                "acme",
                                new Plan(
                                        PlanKind.BASIC,
                                        "PREMIUM",
                                        10,
                                        Billing.BY_BANDWIDTH,
                                        TWO_MONTHS),
                                market(List.of(smallOne()), List.of())))
                .then(reject(new BandwidthTypeUnknown("PREMIUM")));
    }

    @Test
    void renews_an_accelerator_at_the_prices_of_today() {
        var renewal = new Renewal(ACCELERATOR, TWO_MONTHS);
        SPECIFICATION
                .when(new Place(ID, "acme", renewal, marketOf("acme", smallOne(), premium())))
                .then(
                        accept(
                                new RenewalOrdered(
                                        ID,
                                        ACCELERATOR,
                                        TWO_MONTHS,
                                        usd(2 * (16_500 + 10 * 3_000)))));
        SPECIFICATION
                .given(new RenewalOrdered(ID, ACCELERATOR, TWO_MONTHS, usd(93_000)))
                .when(pay("acme"))
                .then(accept(new OrderFulfilled(null)));
    }

    @Test
    void renews_only_what_the_account_has() {
        var renewal = new Renewal(ACCELERATOR, TWO_MONTHS);
        var missing = reject(new AcceleratorNotFound("ga-1"));
        SPECIFICATION
                .when(new Place(ID, "acme", renewal, marketOf("other", smallOne(), premium())))
                .then(missing);
        SPECIFICATION
                .when(
                        new Place(
                                ID,
                                "acme",
                                renewal,
                                market(List.of(smallOne()), List.of(premium()))))
                .then(missing);
    }

    @Test
    void renews_only_what_is_still_sold() {
        var renewal = new Renewal(ACCELERATOR, TWO_MONTHS);
        SPECIFICATION
                .when(new Place(ID, "acme", renewal, marketOf("acme", null, premium())))
                .then(reject(new SpecificationUnknown("SMALL_I")));
        SPECIFICATION
                .when(new Place(ID, "acme", renewal, marketOf("acme", smallOne(), null)))
                .then(reject(new BandwidthTypeUnknown("PREMIUM")));
    }

    private static Market marketOf(
            String account,
            @Nullable SpecificationEntry specification,
            @Nullable BandwidthTypeEntry type) {
        var image =
                new AcceleratorImage(
                        ACCELERATOR,
                        1,
                        "",
                        Instant.EPOCH,
                        Accelerator.bare(account, Sizes.limits(smallOne())));
        var plan =
                new BandwidthPlan(
                        account,
                        1,
                        new BandwidthPlanCreated(PLAN, "PREMIUM", 10),
                        Optional.of(ACCELERATOR));
        return new Market(
                specification == null ? Map.of() : Map.of("SMALL_I", specification),
                type == null ? Map.of() : Map.of("PREMIUM", type),
                REGIONS,
                LimitsEntry.HOSTED,
                Optional.of(image),
                Optional.of(plan),
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    void is_open_until_it_is_paid_or_given_up() {
        var order = evolve(Optional.empty(), placed());
        assertThat(order).map(Order::isOpen).contains(true);
        assertThat(evolve(order, new PaymentAwaited("inv-1"))).map(Order::isOpen).contains(true);
        assertThat(evolve(order, new OrderPaid(ACCELERATOR, PLAN)))
                .map(Order::isOpen)
                .contains(false);
        assertThat(evolve(order, new OrderCancelled())).map(Order::isOpen).contains(false);
    }

    @Test
    void events_of_others_leave_it_as_it_is() {
        var order = evolve(Optional.empty(), placed());
        assertThat(evolve(order, new AccountCredited(usd(1)))).isEqualTo(order);
    }
}
