package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ConfirmationAwaited;
import io.sixlane.configuration.accelerator.AcceleratorEvent.RolledBack;
import io.sixlane.configuration.accelerator.PendingConfirmation;
import io.sixlane.configuration.accelerator.PendingConfirmation.ReservedAddress;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Lasting;
import io.sixlane.provisioning.accelerator.ChangeDraft.Step;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.OfHistory.CannotTakeItselfBack;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeAwaitsConfirmation;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        var held = draft.before().confirmation();
        if (draft.events().isEmpty()) {
            return accept();
        }
        if (confirmWithin.isEmpty()) {
            return held == null || settles(draft.events(), held)
                    ? accept()
                    : reject(new ChangeAwaitsConfirmation(held.revertTo(), held.deadline()));
        }
        if (draft.steps().stream().anyMatch(ConfirmationRules::lasts)) {
            return reject(new CannotTakeItselfBack(Lasting.WORDS));
        }
        return draft.happen(
                List.of(
                        new ConfirmationAwaited(
                                new PendingConfirmation(
                                        held == null ? draft.before().revision() : held.revertTo(),
                                        draft.occurredAt().plus(confirmWithin.get()),
                                        reserved(draft, held)))));
    }

    /** Whether the pending change is confirmed, or taken back as a whole. */
    private static boolean settles(List<StreamEvent> events, PendingConfirmation held) {
        return events.stream()
                .anyMatch(
                        event ->
                                event instanceof ChangeConfirmed
                                        || (event instanceof RolledBack(var to)
                                                && to == held.revertTo()));
    }

    /** Whether a rollback would keep the effect of this step. */
    static boolean lasts(Step step) {
        return step.command() instanceof Lasting && !step.events().isEmpty();
    }

    /** The addresses that were given up since the revision that comes back. */
    private static List<ReservedAddress> reserved(
            ChangeDraft draft, @Nullable PendingConfirmation held) {
        var addresses = new LinkedHashSet<ReservedAddress>();
        if (held != null) {
            addresses.addAll(held.reservedAddresses());
        }
        draft.before().regions().stream()
                .flatMap(ConfirmationRules::addresses)
                .forEach(addresses::add);
        if (draft.after() instanceof AcceleratorImage after) {
            after.regions().stream()
                    .flatMap(ConfirmationRules::addresses)
                    .forEach(addresses::remove);
        }
        return List.copyOf(addresses);
    }

    private static Stream<ReservedAddress> addresses(AccelerationRegion region) {
        return region.addresses().stream()
                .map(address -> new ReservedAddress(region.region(), address));
    }
}
