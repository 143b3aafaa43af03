package io.sixlane.provisioning.bandwidthplan;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanDeleted;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanResized;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanUnboundFromAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.bandwidthplan.PlanKind;
import io.sixlane.configuration.catalog.BillingType;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Billing;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Bind;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Create;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Delete;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Resize;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Unbind;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanTaken;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanInUse;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BandwidthPlanNotBound;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PlanSizeRefused;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BandwidthPlanDeciderTest {
    private static final BandwidthPlanId ID = new BandwidthPlanId("gbwp-1");
    private static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    private static final BandwidthPlanCreated CREATED = new BandwidthPlanCreated(ID, "PREMIUM", 10);

    private static final DeciderSpecification<
                    Optional<BandwidthPlan>, BandwidthPlanCommand, StreamEvent, Decision>
            SPECIFICATION =
                    DeciderSpecification.of(
                            Optional.empty(),
                            (held, command) ->
                                    BandwidthPlanDecider.decide(held.orElse(null), command),
                            BandwidthPlanDeciderTest::evolve);

    private static Optional<BandwidthPlan> evolve(Optional<BandwidthPlan> held, StreamEvent event) {
        var plan = held.orElse(null);
        return Optional.ofNullable(BandwidthPlan.evolve(plan, recorded(plan, event)));
    }

    private static RecordedEvent recorded(@Nullable BandwidthPlan held, StreamEvent event) {
        return new RecordedEvent(
                "gbwp-1",
                held == null ? 1 : held.revision() + 1,
                "event",
                Instant.EPOCH,
                new Actor("acme", "ann", "", "request"),
                event,
                RecordedEvent.NO_HASH,
                RecordedEvent.NO_HASH);
    }

    @Test
    void is_created() {
        SPECIFICATION.when(new Create(CREATED)).then(accept(CREATED));
    }

    @Test
    void is_not_created_twice() {
        SPECIFICATION
                .given(CREATED)
                .when(new Create(CREATED))
                .then(reject(new AlreadyExists("gbwp-1")));
    }

    @Test
    void is_bound_to_an_accelerator() {
        SPECIFICATION
                .given(CREATED)
                .when(new Bind("acme", ID, ACCELERATOR))
                .then(accept(new PlanBoundToAccelerator(ACCELERATOR)));
    }

    @Test
    void may_be_bound_to_the_same_accelerator_again() {
        SPECIFICATION
                .given(CREATED, new PlanBoundToAccelerator(ACCELERATOR))
                .when(new Bind("acme", ID, ACCELERATOR))
                .then(accept());
    }

    @Test
    void refuses_a_second_accelerator() {
        SPECIFICATION
                .given(CREATED, new PlanBoundToAccelerator(ACCELERATOR))
                .when(new Bind("acme", ID, new AcceleratorId("ga-2")))
                .then(reject(new BandwidthPlanTaken("gbwp-1")));
    }

    @Test
    void is_not_found_by_another_account() {
        SPECIFICATION
                .given(CREATED)
                .when(new Bind("evil", ID, ACCELERATOR))
                .then(reject(new BandwidthPlanNotFound("gbwp-1")));
    }

    @Test
    void is_not_found_before_it_is_created() {
        SPECIFICATION
                .when(new Bind("acme", ID, ACCELERATOR))
                .then(reject(new BandwidthPlanNotFound("gbwp-1")));
    }

    @Test
    void is_free_for_another_accelerator_once_it_is_unbound() {
        SPECIFICATION
                .given(CREATED, new PlanBoundToAccelerator(ACCELERATOR))
                .when(new Unbind("acme", ID, ACCELERATOR))
                .then(accept(new PlanUnboundFromAccelerator(ACCELERATOR)));
        SPECIFICATION
                .given(
                        CREATED,
                        new PlanBoundToAccelerator(ACCELERATOR),
                        new PlanUnboundFromAccelerator(ACCELERATOR))
                .when(new Bind("acme", ID, new AcceleratorId("ga-2")))
                .then(accept(new PlanBoundToAccelerator(new AcceleratorId("ga-2"))));
    }

    @Test
    void is_not_unbound_from_an_accelerator_it_is_not_bound_to() {
        SPECIFICATION
                .given(CREATED, new PlanBoundToAccelerator(ACCELERATOR))
                .when(new Unbind("acme", ID, new AcceleratorId("ga-2")))
                .then(reject(new BandwidthPlanNotBound("gbwp-1")));
    }

    @Test
    void has_2_to_2000_mbps() {
        SPECIFICATION
                .given(CREATED)
                .when(new Resize("acme", ID, 2_000))
                .then(accept(new BandwidthPlanResized(2_000)));
        SPECIFICATION
                .given(CREATED)
                .when(new Resize("acme", ID, 2))
                .then(accept(new BandwidthPlanResized(2)));
        SPECIFICATION
                .given(CREATED)
                .when(new Resize("acme", ID, 1))
                .then(reject(new PlanSizeRefused(1, 2, 1_000_000, BillingType.PAY_BY_BANDWIDTH)));
        SPECIFICATION
                .given(CREATED)
                .when(new Resize("acme", ID, 1_000_001))
                .then(
                        reject(
                                new PlanSizeRefused(
                                        1_000_001, 2, 1_000_000, BillingType.PAY_BY_BANDWIDTH)));
    }

    @Test
    void has_at_least_100_mbps_by_the_95th_percentile() {
        var created =
                new BandwidthPlanCreated(
                        ID,
                        "PREMIUM",
                        100,
                        PlanKind.CROSS_BORDER,
                        new Billing(BillingType.PAY_BY_95TH, 100));
        SPECIFICATION.when(new Create(created)).then(accept(created));
        SPECIFICATION
                .given(created)
                .when(new Resize("acme", ID, 99))
                .then(reject(new PlanSizeRefused(99, 100, 1_000_000, BillingType.PAY_BY_95TH)));
    }

    @Test
    void may_be_given_the_size_it_has() {
        SPECIFICATION
                .given(CREATED, new BandwidthPlanResized(12))
                .when(new Resize("acme", ID, 12))
                .then(accept());
    }

    @Test
    void is_deleted_only_while_it_is_bound_to_nothing() {
        SPECIFICATION
                .given(CREATED, new PlanBoundToAccelerator(ACCELERATOR))
                .when(new Delete("acme", ID))
                .then(reject(new BandwidthPlanInUse("gbwp-1", "ga-1")));
        SPECIFICATION
                .given(CREATED)
                .when(new Delete("acme", ID))
                .then(accept(new BandwidthPlanDeleted()));
    }

    @Test
    void is_gone_once_it_is_deleted_and_never_comes_back() {
        SPECIFICATION
                .given(CREATED, new BandwidthPlanDeleted())
                .when(new Bind("acme", ID, ACCELERATOR))
                .then(reject(new BandwidthPlanNotFound("gbwp-1")));
        SPECIFICATION
                .given(CREATED, new BandwidthPlanDeleted())
                .when(new Create(CREATED))
                .then(reject(new AlreadyExists("gbwp-1")));
    }
}
