package io.sixlane.provisioning.change;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.eventstore.OpenTransaction;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * The one way to change accelerators: queue, load, check the revision, load facts, decide, append;
 * repeated when another process was faster.
 */
@Service
public class AcceleratorChanges {
    private final ChangeGroups groups;
    private final ChangeDecision decision;
    private final ChangeWriter writer;

    AcceleratorChanges(ChangeGroups groups, ChangeDecision decision, ChangeWriter writer) {
        this.groups = groups;
        this.decision = decision;
        this.writer = writer;
    }

    /**
     * Performs all of the commands in order, or none, as one transaction.
     *
     * @return the accelerator after the change; empty when it deleted the accelerator
     * @throws RejectedException (as an error signal) with the first refusal
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id, ChangeOptions options, AcceleratorCommand... commands) {
        var asked = List.of(commands);
        return change(
                id,
                options,
                _ -> asked,
                draft -> asked.forEach(command -> draft.run(command).eventsOrThrow()));
    }

    /**
     * One change, as one transaction.
     *
     * @param dependencies commands that depend on what {@code decision} depends on
     * @param decision applies events to the draft, or throws a {@link RejectedException}
     * @return the accelerator after the change; empty when it deleted the accelerator
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id,
            ChangeOptions options,
            Function<AcceleratorImage, List<AcceleratorCommand>> dependencies,
            Consumer<ChangeDraft> decision) {
        return change(id, options, dependencies, decision, (_, reason) -> reason);
    }

    /**
     * One change, as one transaction, which it may share with others of the same accelerator.
     *
     * @param refusal the answer when the change as a whole is refused
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id,
            ChangeOptions options,
            Function<AcceleratorImage, List<AcceleratorCommand>> dependencies,
            Consumer<ChangeDraft> decision,
            BiFunction<ChangeDraft, Rejection, Rejection> refusal) {
        var change = new WantedChange(id, options, dependencies, decision, refusal);
        return OpenTransaction.isPresent()
                .flatMap(inside -> inside ? inTransaction(change) : groups.run(change))
                .retryWhen(ConflictRetry.onVersionConflict())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .delayUntil(_ -> options.observer().answerable())
                .flatMap(Mono::justOrEmpty);
    }

    /** At once: the transaction may hold what others in the queue wait for. */
    private Mono<AcceleratorImage> inTransaction(WantedChange change) {
        return decision.find(change.id())
                .doOnNext(image -> ChangeDecision.check(image, change))
                .flatMap(image -> writer.write(image, change.factsNeeded(image), change));
    }
}
