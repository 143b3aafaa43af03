package io.sixlane.provisioning.change;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.accelerator.FactsNeeded;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.eventstore.AppendObserver;
import io.sixlane.provisioning.request.ChangeOptions;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A change as a request wants it.
 *
 * @param dependencies commands that depend on what {@code decision} depends on
 * @param decision applies events to the draft, or throws
 * @param refusal the answer when the change as a whole is refused
 */
record WantedChange(
        AcceleratorId id,
        ChangeOptions options,
        Function<AcceleratorImage, List<AcceleratorCommand>> dependencies,
        Consumer<ChangeDraft> decision,
        BiFunction<ChangeDraft, Rejection, Rejection> refusal) {
    FactsNeeded factsNeeded(AcceleratorImage image) {
        return FactsNeeded.by(image, dependencies.apply(image));
    }

    /**
     * Whether it may be appended together with others: nothing follows its transaction, and no
     * other accelerator waits for what it takes.
     */
    boolean mayJoin(FactsNeeded needed) {
        return needed.pools().isEmpty()
                && !options.dryRun()
                && options.confirmWithin().isEmpty()
                && options.observer() == AppendObserver.NONE;
    }
}
