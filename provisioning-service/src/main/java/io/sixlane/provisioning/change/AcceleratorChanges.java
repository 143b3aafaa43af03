package io.sixlane.provisioning.change;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.BorderRules;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.accelerator.ConfirmationRules;
import io.sixlane.provisioning.accelerator.FactsNeeded;
import io.sixlane.provisioning.accelerator.ImageSizeRules;
import io.sixlane.provisioning.accelerator.OverrideRules;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one way to change accelerators: queue, load, check the revision, load facts, decide, append;
 * repeated when another process was faster.
 */
@Service
public class AcceleratorChanges {
    private final EventStore eventStore;
    private final AcceleratorViews views;
    private final ChangeQueues queues = new ChangeQueues(Schedulers.parallel());
    private final FactsLoader facts;

    AcceleratorChanges(EventStore eventStore, AcceleratorViews views, FactsLoader facts) {
        this.eventStore = eventStore;
        this.views = views;
        this.facts = facts;
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
     * One change, as one transaction.
     *
     * @param refusal the answer when the change as a whole is refused
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id,
            ChangeOptions options,
            Function<AcceleratorImage, List<AcceleratorCommand>> dependencies,
            Consumer<ChangeDraft> decision,
            BiFunction<ChangeDraft, Rejection, Rejection> refusal) {
        return find(id, options)
                .flatMap(
                        image ->
                                decide(
                                        image,
                                        dependencies.apply(image),
                                        decision,
                                        refusal,
                                        options))
                .as(work -> queues.run(id.text(), work))
                .retryWhen(ConflictRetry.onVersionConflict())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .delayUntil(_ -> options.observer().answerable())
                .flatMap(Mono::justOrEmpty);
    }

    /** Decides and appends, queued with other changes of the same address pools. */
    private Mono<AcceleratorImage> decide(
            AcceleratorImage image,
            List<AcceleratorCommand> dependencies,
            Consumer<ChangeDraft> decision,
            BiFunction<ChangeDraft, Rejection, Rejection> refusal,
            ChangeOptions options) {
        var needed = FactsNeeded.by(image, dependencies);
        return Mono.defer(() -> facts.load(image, needed))
                .map(known -> new ChangeDraft(image, known, options.confirmWithin().isPresent()))
                .doOnNext(decision)
                .doOnNext(draft -> complete(draft, options.confirmWithin(), refusal))
                .flatMap(draft -> append(draft, options))
                .as(work -> queues.run(shared(needed), work));
    }

    /** The shared streams in one order for all changes, to avoid deadlocks. */
    private static List<String> shared(FactsNeeded needed) {
        return needed.pools().stream().map(AddressPools::streamId).sorted().toList();
    }

    private static void complete(
            ChangeDraft draft,
            Optional<Duration> confirmWithin,
            BiFunction<ChangeDraft, Rejection, Rejection> refusal) {
        var judged = OverrideRules.complete(draft);
        judged = judged instanceof Rejected ? judged : BorderRules.complete(draft);
        judged = judged instanceof Rejected ? judged : ImageSizeRules.complete(draft);
        judged =
                judged instanceof Rejected
                        ? judged
                        : ConfirmationRules.complete(draft, confirmWithin);
        if (judged instanceof Rejected(var reason)) {
            throw new RejectedException(refusal.apply(draft, reason));
        }
    }

    private Mono<AcceleratorImage> find(AcceleratorId id, ChangeOptions options) {
        return views.findWhole(id)
                .filter(image -> image.account().equals(options.account()))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .doOnNext(image -> options.precondition().check(image.revision()));
    }

    /** The store answers a dry run, also one that changes nothing. */
    private Mono<AcceleratorImage> append(ChangeDraft draft, ChangeOptions options) {
        var appends = draft.appends();
        return appends.isEmpty() && !options.dryRun()
                ? Mono.just(draft.before())
                : eventStore
                        .append(options.change(draft.occurredAt(), checked(draft, appends)))
                        .map(recorded -> after(draft, recorded))
                        .ofType(AcceleratorImage.class);
    }

    /** Includes the accelerator even without an event of it, so that its revision is compared. */
    private static List<Append> checked(ChangeDraft draft, List<Append> appends) {
        var image = draft.before();
        return appends.isEmpty()
                ? List.of(new Append(image.id().text(), image.revision(), List.of()))
                : appends;
    }

    /** The unchanged accelerator if no event concerns it. */
    private static AcceleratorRecord after(ChangeDraft draft, List<RecordedEvent> recorded) {
        var id = draft.before().id().text();
        return recorded.stream()
                .filter(event -> event.streamId().equals(id))
                .reduce((_, last) -> last)
                .map(last -> draft.after().at(last))
                .orElse(draft.before());
    }
}
