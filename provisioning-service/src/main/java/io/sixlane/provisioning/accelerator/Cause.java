package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.ChangeDraft.Step;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.BundleRefused;
import io.sixlane.provisioning.decision.Rejection.OfConfiguration.PortStillOverridden;
import io.sixlane.provisioning.decision.Rejection.OfHistory.CannotTakeItselfBack;
import io.sixlane.provisioning.decision.Rejection.PortOverrideOutsideListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds the command that causes the refusal of a whole change. Pure. */
public final class Cause {
    private Cause() {}

    /** The index of the command, from 0; empty unless a single command is the cause. */
    public static Optional<Integer> of(ChangeDraft draft, Rejection refusal) {
        return switch (refusal) {
            case BundleRefused(var objections) ->
                    only(
                            draft.steps(),
                            step ->
                                    step.after() instanceof AcceleratorImage after
                                            && BorderRules.added(
                                                            step.before(), after, draft.facts())
                                                    .stream()
                                                    .anyMatch(objections::contains));
            case PortStillOverridden _, PortOverrideOutsideListener _ ->
                    only(
                            draft.steps(),
                            step -> !OverrideRules.added(step.before(), step.after()).isEmpty());
            case CannotTakeItselfBack _ -> only(draft.steps(), ConfirmationRules::lasts);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> only(List<Step> steps, Predicate<Step> blame) {
        var blamed =
                IntStream.range(0, steps.size()).filter(i -> blame.test(steps.get(i))).toArray();
        return blamed.length == 1 ? Optional.of(blamed[0]) : Optional.empty();
    }
}
