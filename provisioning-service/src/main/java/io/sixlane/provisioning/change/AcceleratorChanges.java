package io.sixlane.provisioning.change;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.http.request.Precondition;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.BorderRules;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.accelerator.ConfirmationRules;
import io.sixlane.provisioning.accelerator.FactsNeeded;
import io.sixlane.provisioning.accelerator.ImageSizeRules;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.decision.Decision.Rejected;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.DryRun;
import io.sixlane.provisioning.eventstore.EventStore;
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
 * The one way that accelerators change: load, check the revision, load facts, decide, append; again
 * when another writer was faster.
 */
@Service
public class AcceleratorChanges {
    private final EventStore eventStore;
    private final AcceleratorViews views;
    private final Turns turns = new Turns(Schedulers.parallel());
    private final FactsLoader facts;

    AcceleratorChanges(EventStore eventStore, AcceleratorViews views, FactsLoader facts) {
        this.eventStore = eventStore;
        this.views = views;
        this.facts = facts;
    }

    /**
     * All of the commands in order, or none, as one transaction.
     *
     * @return the accelerator after the change; empty when it deleted the accelerator
     * @throws RejectedException (as an error signal) with the first refusal
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id, Actor actor, Precondition ifMatch, AcceleratorCommand... commands) {
        var asked = List.of(commands);
        return change(
                id,
                actor,
                ifMatch,
                _ -> asked,
                draft -> asked.forEach(command -> draft.run(command).eventsOrThrow()));
    }

    /**
     * One change, as one transaction. With a {@link ConfirmWithin} in the context it takes itself
     * back unless it is confirmed.
     *
     * @param dependencies commands that depend on what {@code decision} depends on
     * @param decision lets happen what shall happen, or throws a {@link RejectedException}
     * @return the accelerator after the change; empty when it deleted the accelerator
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id,
            Actor actor,
            Precondition ifMatch,
            Function<AcceleratorImage, List<AcceleratorCommand>> dependencies,
            Consumer<ChangeDraft> decision) {
        return change(id, actor, ifMatch, dependencies, decision, (_, reason) -> reason);
    }

    /**
     * The same.
     *
     * @param refusal what is answered when the change as a whole is refused
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id,
            Actor actor,
            Precondition ifMatch,
            Function<AcceleratorImage, List<AcceleratorCommand>> dependencies,
            Consumer<ChangeDraft> decision,
            BiFunction<ChangeDraft, Rejection, Rejection> refusal) {
        return Mono.deferContextual(
                        context ->
                                find(id, actor.account(), ifMatch)
                                        .flatMap(
                                                image ->
                                                        decide(
                                                                image,
                                                                dependencies.apply(image),
                                                                decision,
                                                                refusal,
                                                                actor,
                                                                ConfirmWithin.of(context)
                                                                        .map(
                                                                                ConfirmWithin
                                                                                        ::patience))))
                .as(work -> turns.take(id.text(), work))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    /** Decides and appends in the turn of everything that the change shares with others. */
    private Mono<AcceleratorImage> decide(
            AcceleratorImage image,
            List<AcceleratorCommand> dependencies,
            Consumer<ChangeDraft> decision,
            BiFunction<ChangeDraft, Rejection, Rejection> refusal,
            Actor actor,
            Optional<Duration> confirmWithin) {
        var needed = FactsNeeded.by(image, dependencies);
        return Mono.defer(() -> facts.load(image, needed))
                .map(known -> new ChangeDraft(image, known, confirmWithin.isPresent()))
                .doOnNext(decision)
                .doOnNext(draft -> complete(draft, confirmWithin, refusal))
                .flatMap(draft -> append(draft, actor))
                .as(work -> turns.take(shared(needed), work));
    }

    /** In one order for all changes, so that none waits for another that waits for it. */
    private static List<String> shared(FactsNeeded needed) {
        return needed.pools().stream().map(AddressPools::streamId).sorted().toList();
    }

    private static void complete(
            ChangeDraft draft,
            Optional<Duration> confirmWithin,
            BiFunction<ChangeDraft, Rejection, Rejection> refusal) {
        var judged = BorderRules.complete(draft);
        judged = judged instanceof Rejected ? judged : ImageSizeRules.complete(draft);
        judged =
                judged instanceof Rejected
                        ? judged
                        : ConfirmationRules.complete(draft, confirmWithin);
        if (judged instanceof Rejected(var reason)) {
            throw new RejectedException(refusal.apply(draft, reason));
        }
    }

    private Mono<AcceleratorImage> find(AcceleratorId id, String account, Precondition ifMatch) {
        return views.find(id)
                .filter(image -> image.account().equals(account))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .doOnNext(image -> ifMatch.check(image.revision()));
    }

    /** Also a dry run of nothing goes to the store, which answers it. */
    private Mono<AcceleratorImage> append(ChangeDraft draft, Actor actor) {
        return Mono.deferContextual(
                context -> {
                    var appends = draft.appends();
                    if (appends.isEmpty() && !DryRun.isIn(context)) {
                        return Mono.just(draft.before());
                    }
                    return eventStore
                            .append(new Change(actor, draft.occurredAt(), checked(draft, appends)))
                            .map(recorded -> after(draft.before(), recorded))
                            .ofType(AcceleratorImage.class);
                });
    }

    /** With the accelerator in it even if nothing happens to it. */
    private static List<Append> checked(ChangeDraft draft, List<Append> appends) {
        var image = draft.before();
        return appends.isEmpty()
                ? List.of(new Append(image.id().text(), image.revision(), List.of()))
                : appends;
    }

    private static AcceleratorRecord after(AcceleratorImage image, List<RecordedEvent> recorded) {
        AcceleratorRecord held = image;
        for (var event : recorded) {
            if (event.streamId().equals(image.id().text())) {
                held = AcceleratorEvolution.evolve(held, event);
            }
        }
        return held;
    }
}
