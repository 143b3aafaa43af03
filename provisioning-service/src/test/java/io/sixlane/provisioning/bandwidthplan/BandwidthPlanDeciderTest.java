package io.sixlane.provisioning.bandwidthplan;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.BandwidthPlanCreated;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent.PlanBoundToAccelerator;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Bind;
import io.sixlane.provisioning.bandwidthplan.BandwidthPlanCommand.Create;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AlreadyExists;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanNotFound;
import io.sixlane.provisioning.decision.Rejection.BandwidthPlanTaken;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BandwidthPlanDeciderTest {
    private static final BandwidthPlanId ID = new BandwidthPlanId("gbwp-1");
    private static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    private static final BandwidthPlanCreated CREATED =
            new BandwidthPlanCreated(ID, "PREMIUM", 10, null);

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
}
