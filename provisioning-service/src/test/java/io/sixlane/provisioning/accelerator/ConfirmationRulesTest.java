package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.NOW;
import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static io.sixlane.provisioning.accelerator.Fixture.facts;
import static io.sixlane.provisioning.accelerator.Fixture.planBound;
import static io.sixlane.provisioning.accelerator.Fixture.regionAdded;
import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionRemoved;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.PendingConfirmation.ReservedAddress;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Lasting;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.addresspool.AddressPool;
import io.sixlane.provisioning.addresspool.AddressPool.Holding;
import io.sixlane.provisioning.decision.Rejection.OfHistory.CannotTakeItselfBack;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeAwaitsConfirmation;
import io.sixlane.provisioning.eventstore.Append;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfirmationRulesTest {
    private static final Optional<Duration> TWO_MINUTES = Optional.of(Duration.ofMinutes(2));
    private static final ConfirmationAwaited AWAITED =
            new ConfirmationAwaited(new PendingConfirmation(1, NOW.plusSeconds(60)));
    private static final AcceleratorRenamed RENAMED = new AcceleratorRenamed("shop");

    private static ChangeDraft given(StreamEvent... events) {
        AcceleratorRecord held = evolve(null, created(1, 20));
        for (var event : events) {
            held = evolve(held, event);
        }
        return new ChangeDraft((AcceleratorImage) held, facts());
    }

    private static ChangeDraft with(ChangeDraft draft, StreamEvent... events) {
        draft.happen(List.of(events)).eventsOrThrow();
        return draft;
    }

    @Test
    void a_change_without_a_deadline_stays() {
        var draft = with(given(), RENAMED);
        assertThat(ConfirmationRules.complete(draft, Optional.empty())).isEqualTo(accept());
        assertThat(draft.events()).containsExactly(RENAMED);
    }

    @Test
    void a_change_with_a_deadline_rolls_back_to_the_state_before_it() {
        var draft = with(given(), RENAMED);
        var awaited =
                new ConfirmationAwaited(
                        new PendingConfirmation(1, NOW.plus(Duration.ofMinutes(2))));
        assertThat(ConfirmationRules.complete(draft, TWO_MINUTES)).isEqualTo(accept(awaited));
        assertThat(draft.events()).containsExactly(RENAMED, awaited);
    }

    @Test
    void a_second_change_with_a_deadline_rolls_back_to_the_state_before_the_first() {
        var draft = with(given(RENAMED, AWAITED), new AcceleratorRenamed("other"));
        assertThat(ConfirmationRules.complete(draft, TWO_MINUTES))
                .isEqualTo(
                        accept(
                                new ConfirmationAwaited(
                                        new PendingConfirmation(
                                                1, NOW.plus(Duration.ofMinutes(2))))));
    }

    @Test
    void a_second_change_without_a_deadline_is_refused_while_the_first_waits() {
        var draft = with(given(RENAMED, AWAITED), new AcceleratorRenamed("other"));
        assertThat(ConfirmationRules.complete(draft, Optional.empty()))
                .isEqualTo(reject(new ChangeAwaitsConfirmation(1, NOW.plusSeconds(60))));
    }

    @Test
    void confirming_and_going_back_to_before_it_are_always_possible() {
        for (var end : List.of(new ChangeConfirmed(), new RolledBack(1))) {
            var draft = with(given(RENAMED, AWAITED), end);
            assertThat(ConfirmationRules.complete(draft, Optional.empty()))
                    .as("%s", end)
                    .isEqualTo(accept());
        }
    }

    @Test
    void deleting_and_going_elsewhere_are_refused_while_a_change_waits() {
        for (var end : List.of(new AcceleratorDeleted(), new RolledBack(2))) {
            var draft = with(given(RENAMED, AWAITED), end);
            assertThat(ConfirmationRules.complete(draft, Optional.empty()))
                    .as("%s", end)
                    .isEqualTo(reject(new ChangeAwaitsConfirmation(1, NOW.plusSeconds(60))));
        }
    }

    @Test
    void addresses_that_may_come_back_are_released_when_the_change_is_confirmed() {
        var added = regionAdded("cn-hongkong", 4);
        var held =
                (AcceleratorImage)
                        Objects.requireNonNull(
                                evolve(evolve(evolve(null, created(1, 20)), planBound(10)), added));
        var address = new ReservedAddress("cn-hongkong", held.regions().getFirst().acceleratedIp());
        var pool =
                AddressPool.NOTHING.evolve(
                        Fixture.recorded(1, new AddressAllocated(address.address(), held.id())));
        var known = facts().withPool("cn-hongkong", pool);
        var removal = new ChangeDraft(held, known, true);

        with(removal, new AccelerationRegionRemoved("cn-hongkong"));
        assertThat(ConfirmationRules.complete(removal, TWO_MINUTES).eventsOrThrow())
                .containsExactly(
                        new ConfirmationAwaited(
                                new PendingConfirmation(
                                        held.revision(),
                                        NOW.plus(Duration.ofMinutes(2)),
                                        List.of(address))));
        assertThat(removal.appends())
                .extracting(Append::streamId)
                .containsExactly(held.id().text());

        var pending = (AcceleratorImage) removal.after();
        var confirmed = with(new ChangeDraft(pending, known), new ChangeConfirmed());
        assertThat(confirmed.appends())
                .contains(
                        new Append(
                                "pool-cn-hongkong",
                                pool.revision(),
                                List.of(new AddressReleased(address.address()))));
        var back = with(new ChangeDraft(pending, known), new RolledBack(held.revision()), added);
        assertThat(back.facts().pool("cn-hongkong").holdings().values())
                .containsExactly(new Holding(1, held.id()));
    }

    @Test
    void nothing_waits_when_nothing_changes() {
        assertThat(ConfirmationRules.complete(given(), TWO_MINUTES)).isEqualTo(accept());
        assertThat(ConfirmationRules.complete(given(RENAMED, AWAITED), Optional.empty()))
                .isEqualTo(accept());
    }

    @Test
    void a_lasting_command_does_not_take_itself_back() {
        var plan = new BandwidthPlanId("gbwp-1");
        var known = facts().withPlan(Fixture.unbound("gbwp-1", 10));
        for (var lasting : List.of(new Delete(true), new BindPlan(plan))) {
            var image = (AcceleratorImage) Objects.requireNonNull(evolve(null, created(1, 20)));
            var draft = new ChangeDraft(image, known, true);
            draft.run(lasting).eventsOrThrow();

            assertThat(ConfirmationRules.complete(draft, TWO_MINUTES))
                    .isEqualTo(reject(new CannotTakeItselfBack(Lasting.WORDS)));
        }
    }

    @Test
    void bindings_purchases_and_deletions_are_permanent() {
        assertThat(Lasting.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        BindPlan.class, UnbindPlan.class, ReplacePlan.class, Delete.class);
    }
}
