package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ConflictRetry;
import io.sixlane.provisioning.request.IfMatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Load, check the revision, decide, append; again when another writer was faster. */
@Component
class AcceleratorChanges {
    private final EventStore eventStore;
    private final Clock clock;

    AcceleratorChanges(EventStore eventStore, Clock clock) {
        this.eventStore = eventStore;
        this.clock = clock;
    }

    /**
     * What to do with an accelerator.
     *
     * @param alongside appends to other streams, in the same transaction
     */
    record Attempt(Decision decision, List<Append> alongside) {
        Attempt {
            alongside = List.copyOf(alongside);
        }

        static Attempt alone(AcceleratorImage image, AcceleratorCommand command) {
            return new Attempt(AcceleratorDecider.decide(image, command), List.of());
        }
    }

    /** A change that depends on nothing but the accelerator. */
    Mono<AcceleratorImage> decide(
            AcceleratorId id, Actor actor, IfMatch ifMatch, AcceleratorCommand command) {
        return change(id, actor, ifMatch, image -> Mono.just(Attempt.alone(image, command)));
    }

    /**
     * Changes an accelerator.
     *
     * @return the accelerator after the change; empty when it deleted the accelerator
     */
    Mono<AcceleratorImage> change(
            AcceleratorId id,
            Actor actor,
            IfMatch ifMatch,
            Function<AcceleratorImage, Mono<Attempt>> attempt) {
        return load(id).filter(image -> image.account().equals(actor.account()))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .doOnNext(image -> ifMatch.check(image.revision()))
                .flatMap(image -> attempt.apply(image).flatMap(a -> append(image, a, actor)))
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<AcceleratorImage> load(AcceleratorId id) {
        return eventStore
                .load(id.text())
                .reduce(
                        Optional.<AcceleratorRecord>empty(),
                        (held, recorded) -> Optional.of(evolve(held.orElse(null), recorded)))
                .flatMap(Mono::justOrEmpty)
                .ofType(AcceleratorImage.class);
    }

    private Mono<AcceleratorImage> append(AcceleratorImage image, Attempt attempt, Actor actor) {
        var events = attempt.decision().eventsOrThrow();
        if (events.isEmpty()) {
            return Mono.just(image);
        }
        var appends = new ArrayList<Append>();
        appends.add(new Append(image.id().text(), image.revision(), events));
        appends.addAll(attempt.alongside());
        return eventStore
                .append(new Change(actor, clock.instant(), appends))
                .map(recorded -> after(image, recorded))
                .ofType(AcceleratorImage.class);
    }

    private static AcceleratorRecord after(AcceleratorImage image, List<RecordedEvent> recorded) {
        AcceleratorRecord held = image;
        for (var event : recorded) {
            if (event.streamId().equals(image.id().text())) {
                held = evolve(held, event);
            }
        }
        return held;
    }

    private static AcceleratorRecord evolve(
            @Nullable AcceleratorRecord held, RecordedEvent recorded) {
        return AcceleratorEvolution.evolve(held, recorded);
    }
}
