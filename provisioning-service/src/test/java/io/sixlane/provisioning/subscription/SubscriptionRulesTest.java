package io.sixlane.provisioning.subscription;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorResumed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorSuspended;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.TermOver;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionRulesTest {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant END = at("2026-03-31T10:00:00Z");
    private static final Term MONTH = new Term(Term.Unit.MONTH, 1);
    private static final AcceleratorCreated CREATED = created(END);
    private static final AcceleratorSuspended SUSPENDED =
            new AcceleratorSuspended(
                    new Suspension(Suspension.Reason.EXPIRED, at("2026-04-07T10:00:00Z")));

    /** The command is the rule with its time. */
    private static final DeciderSpecification<
                    Optional<AcceleratorRecord>,
                    Function<AcceleratorImage, Decision>,
                    StreamEvent,
                    Decision>
            ACCELERATOR =
                    DeciderSpecification.of(
                            Optional.empty(),
                            (held, rule) -> rule.apply((AcceleratorImage) held.orElseThrow()),
                            (held, event) -> Optional.of(evolve(held.orElse(null), event)));

    private static AcceleratorCreated created(@Nullable Instant end) {
        return new AcceleratorCreated(ID, new SpecificationLimits("SMALL_I", 1, 20, 5_000), end);
    }

    private static AcceleratorRecord evolve(@Nullable AcceleratorRecord held, StreamEvent event) {
        return AcceleratorEvolution.evolve(
                held,
                new RecordedEvent(
                        ID.text(),
                        held == null ? 1 : held.revision() + 1,
                        "event",
                        Instant.EPOCH,
                        new Actor("acme", "ann", "", "request"),
                        event,
                        RecordedEvent.NO_HASH,
                        RecordedEvent.NO_HASH));
    }

    private static Function<AcceleratorImage, Decision> expireAt(String now) {
        return image -> SubscriptionRules.expire(image, at(now), WEEK);
    }

    private static Function<AcceleratorImage, Decision> renewAt(String now) {
        return image -> SubscriptionRules.renew(image, MONTH, at(now));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void only_a_mistaken_suspension_is_undone() {
        var early =
                new AcceleratorSuspended(
                        new Suspension(Suspension.Reason.EXPIRED, at("2026-03-01T10:00:00Z")));
        ACCELERATOR
                .given(CREATED, early)
                .when(image -> SubscriptionRules.resume(image, at("2026-04-07T09:59:59Z"), WEEK))
                .then(accept(new AcceleratorResumed()));
        ACCELERATOR
                .given(CREATED)
                .when(image -> SubscriptionRules.resume(image, END, WEEK))
                .then(accept());
        ACCELERATOR
                .given(CREATED, SUSPENDED)
                .when(image -> SubscriptionRules.resume(image, at("2026-04-07T10:00:00Z"), WEEK))
                .then(reject(new TermOver("ga-1", END)));
    }

    @Test
    void forwards_until_the_last_moment_of_its_grace() {
        ACCELERATOR.given(CREATED).when(expireAt("2026-04-07T09:59:59Z")).then(accept());
    }

    @Test
    void is_suspended_when_its_grace_is_over() {
        ACCELERATOR.given(CREATED).when(expireAt("2026-04-07T10:00:00Z")).then(accept(SUSPENDED));
    }

    @Test
    void is_suspended_once() {
        ACCELERATOR.given(CREATED, SUSPENDED).when(expireAt("2026-05-07T10:00:00Z")).then(accept());
    }

    @Test
    void never_ends_without_a_term() {
        ACCELERATOR.given(created(null)).when(expireAt("2999-01-01T00:00:00Z")).then(accept());
    }

    @Test
    void goes_on_at_the_end_of_its_term_by_the_calendar() {
        ACCELERATOR
                .given(CREATED)
                .when(renewAt("2026-03-01T00:00:00Z"))
                .then(accept(new TermExtended(at("2026-04-30T10:00:00Z"))));
    }

    @Test
    void pays_for_the_days_of_grace_it_used() {
        ACCELERATOR
                .given(CREATED)
                .when(renewAt("2026-04-05T00:00:00Z"))
                .then(accept(new TermExtended(at("2026-04-30T10:00:00Z"))));
    }

    @Test
    void is_resumed_and_does_not_pay_for_the_time_it_was_suspended() {
        ACCELERATOR
                .given(CREATED, SUSPENDED)
                .when(renewAt("2026-09-01T00:00:00Z"))
                .then(
                        accept(
                                new TermExtended(at("2026-10-01T00:00:00Z")),
                                new AcceleratorResumed()));
    }

    @Test
    void begins_now_when_a_whole_term_would_be_over_already() {
        ACCELERATOR
                .given(CREATED)
                .when(renewAt("2026-09-01T00:00:00Z"))
                .then(accept(new TermExtended(at("2026-10-01T00:00:00Z"))));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:59:59Z, PAID",
        "2026-03-01T10:00:00Z, WITHIN_30_DAYS",
        "2026-03-24T10:00:00Z, WITHIN_7_DAYS",
        "2026-03-30T10:00:00Z, WITHIN_1_DAY",
        "2026-03-31T09:59:59Z, WITHIN_1_DAY",
        "2026-03-31T10:00:00Z, IN_GRACE",
        "2026-04-30T10:00:00Z, IN_GRACE"
    })
    void shows_the_time_to_the_end(String now, ExpiryStage expected) {
        var image = (AcceleratorImage) evolve(null, CREATED);
        assertThat(ExpiryStage.of(image, at(now))).isEqualTo(expected);
        for (var autoRenews : List.of(true, false)) {
            assertThat(ExpiryWarning.of(image, at(now), autoRenews))
                    .extracting(ExpiryWarning::stage)
                    .isEqualTo(expected == ExpiryStage.PAID ? List.of() : List.of(expected));
        }
    }

    @Test
    void announces_that_it_renews_by_itself() {
        var image = (AcceleratorImage) evolve(null, CREATED);
        var near = END.minusSeconds(90_000);
        assertThat(ExpiryWarning.of(image, near, true).getFirst().message())
                .contains("renews by itself");
        assertThat(ExpiryWarning.of(image, near, false).getFirst().message())
                .contains("/renewals renews it");
    }

    @Test
    void shows_the_suspension() {
        var image = (AcceleratorImage) evolve(evolve(null, CREATED), SUSPENDED);
        assertThat(ExpiryStage.of(image, END)).isEqualTo(ExpiryStage.SUSPENDED);
    }

    /**
     * Whatever happens when: a renewal ends after now and forwards, and time alone suspends once.
     */
    @Test
    void holds_in_any_order_of_renewals_and_time() {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var now = END.minus(Duration.ofDays(60));
            AcceleratorRecord record = evolve(null, CREATED);
            for (var step = 0; step < 40; step++) {
                now = now.plus(Duration.ofHours(random.nextInt(24 * 20)));
                var image = (AcceleratorImage) record;
                var renewed = random.nextInt(3) == 0;
                var decision =
                        renewed
                                ? SubscriptionRules.renew(
                                        image,
                                        new Term(Term.Unit.MONTH, 1 + random.nextInt(9)),
                                        now)
                                : SubscriptionRules.expire(image, now, WEEK);
                for (var event : decision.eventsOrThrow()) {
                    assertThat(event).isInstanceOf(AcceleratorEvent.class);
                    record = evolve(record, event);
                }
                var after = (AcceleratorImage) record;
                var until = after.expiresAt();
                assertThat(until).as("seed %d", seed).isNotNull();
                if (renewed && until != null) {
                    assertThat(after.forwards()).as("seed %d", seed).isTrue();
                    assertThat(until).as("seed %d", seed).isAfter(now);
                } else if (until != null) {
                    assertThat(after.forwards())
                            .as("seed %d", seed)
                            .isEqualTo(image.forwards() && now.isBefore(until.plus(WEEK)));
                }
            }
        }
    }

    @Test
    void announces_the_stages_between_paid_and_suspended() {
        assertThat(ExpiryStage.values())
                .filteredOn(ExpiryStage::isWarning)
                .containsExactly(
                        ExpiryStage.WITHIN_30_DAYS,
                        ExpiryStage.WITHIN_7_DAYS,
                        ExpiryStage.WITHIN_1_DAY,
                        ExpiryStage.IN_GRACE);
        assertThat(ExpiryStage.values())
                .extracting(stage -> stage.before().toDays())
                .containsExactly(0L, 30L, 7L, 1L, 0L, 0L);
    }

    @Test
    void is_paid_for_ever_without_a_term() {
        var image = (AcceleratorImage) evolve(null, created(null));
        assertThat(ExpiryStage.of(image, END)).isEqualTo(ExpiryStage.PAID);
    }
}
