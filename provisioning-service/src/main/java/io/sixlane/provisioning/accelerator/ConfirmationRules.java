package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.BandwidthPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanBound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.CrossBorderPlanUnbound;
import io.sixlane.configuration.accelerator.AcceleratorEvent.SpecificationChanged;
import io.sixlane.configuration.accelerator.AcceleratorEvent.TermExtended;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfHistory.CannotTakeItselfBack;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeAwaitsConfirmation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The rules of changes that take themselves back. While one waits, another change either waits with
 * it (then all of them are taken back together, at the later deadline) or is refused. Pure.
 */
public final class ConfirmationRules {
    private ConfirmationRules() {}

    /**
     * Judges a decided change as a whole, after all other rules.
     *
     * @param confirmWithin the time after which the change takes itself back; empty if it lasts
     */
    public static Decision complete(ChangeDraft draft, Optional<Duration> confirmWithin) {
        if (draft.events().isEmpty() || !(draft.after() instanceof AcceleratorImage after)) {
            return confirmWithin.isPresent() && !draft.events().isEmpty()
                    ? reject(new CannotTakeItselfBack("the deletion of an accelerator"))
                    : accept();
        }
        var pending = after.confirmation();
        if (confirmWithin.isEmpty()) {
            return pending == null
                    ? accept()
                    : reject(new ChangeAwaitsConfirmation(pending.revertTo(), pending.deadline()));
        }
        var lasting = draft.events().stream().filter(ConfirmationRules::stays).findFirst();
        if (lasting.isPresent()) {
            return reject(new CannotTakeItselfBack(lasting.get().getClass().getSimpleName()));
        }
        var before = draft.before();
        var held = before.confirmation();
        return draft.happen(
                List.of(
                        new ConfirmationAwaited(
                                new PendingConfirmation(
                                        held == null ? before.revision() : held.revertTo(),
                                        draft.occurredAt().plus(confirmWithin.get())))));
    }

    /** What a rollback leaves as it is: what was bought. */
    static boolean stays(StreamEvent event) {
        return event instanceof AcceleratorEvent happened
                && switch (happened) {
                    case AcceleratorDeleted _,
                            BandwidthPlanBound _,
                            BandwidthPlanUnbound _,
                            CrossBorderPlanBound _,
                            CrossBorderPlanUnbound _,
                            SpecificationChanged _,
                            TermExtended _ ->
                            true;
                    default -> false;
                };
    }
}
