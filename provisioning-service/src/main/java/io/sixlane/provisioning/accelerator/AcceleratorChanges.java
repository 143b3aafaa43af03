package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ConflictRetry;
import io.sixlane.provisioning.request.IfMatch;

import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Optional;

/**
 * The one way that accelerators change: load, check the revision, load facts, decide, append; again
 * when another writer was faster.
 */
@Service
public class AcceleratorChanges {
    private final EventStore eventStore;
    private final FactsLoader facts;

    AcceleratorChanges(EventStore eventStore, FactsLoader facts) {
        this.eventStore = eventStore;
        this.facts = facts;
    }

    /**
     * All of the commands in order, or none, as one transaction.
     *
     * @return the accelerator after the change; empty when it deleted the accelerator
     * @throws RejectedException (as an error signal) with the first refusal
     */
    public Mono<AcceleratorImage> change(
            AcceleratorId id, Actor actor, IfMatch ifMatch, AcceleratorCommand... commands) {
        var asked = List.of(commands);
        return Mono.defer(() -> draft(id, actor.account(), ifMatch, asked))
                .doOnNext(draft -> asked.forEach(command -> draft.run(command).eventsOrThrow()))
                .flatMap(draft -> append(draft, actor))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    /**
     * The beginning of a change, with the facts that {@code commands} depend on. Nothing is
     * decided.
     */
    public Mono<ChangeDraft> draft(
            AcceleratorId id, String account, IfMatch ifMatch, List<AcceleratorCommand> commands) {
        return load(id).filter(image -> image.account().equals(account))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .doOnNext(image -> ifMatch.check(image.revision()))
                .flatMap(
                        image ->
                                facts.load(image, commands)
                                        .map(known -> new ChangeDraft(image, known)));
    }

    /**
     * Writes what the draft says.
     *
     * @return the accelerator after the change; empty when it deleted the accelerator
     */
    public Mono<AcceleratorImage> append(ChangeDraft draft, Actor actor) {
        var appends = draft.appends();
        return appends.isEmpty()
                ? Mono.just(draft.before())
                : eventStore
                        .append(new Change(actor, draft.occurredAt(), appends))
                        .map(recorded -> after(draft.before(), recorded))
                        .ofType(AcceleratorImage.class);
    }

    private Mono<AcceleratorImage> load(AcceleratorId id) {
        return eventStore
                .load(id.text())
                .reduce(
                        Optional.<AcceleratorRecord>empty(),
                        (held, recorded) ->
                                Optional.of(
                                        AcceleratorEvolution.evolve(held.orElse(null), recorded)))
                .flatMap(Mono::justOrEmpty)
                .ofType(AcceleratorImage.class);
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
