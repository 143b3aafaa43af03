package io.sixlane.provisioning.change;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.accelerator.FactsNeeded;
import io.sixlane.provisioning.change.ChangeGroups.Place;
import io.sixlane.provisioning.eventstore.EventStore;
import java.util.Deque;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Settles the changes of a group in rounds: those that may join are appended together. */
@Component
class ChangeRounds {
    private final ChangeDecision decision;
    private final ChangeWriter writer;
    private final EventStore eventStore;

    ChangeRounds(ChangeDecision decision, ChangeWriter writer, EventStore eventStore) {
        this.decision = decision;
        this.writer = writer;
        this.eventStore = eventStore;
    }

    /**
     * Completes when every place has its answer, or its caller has left; never an error.
     *
     * @param left one place or more of this accelerator; empty afterwards
     */
    Mono<Void> settle(AcceleratorId id, Deque<Place> left) {
        return Mono.defer(() -> round(id, left)).repeat(() -> !left.isEmpty()).then();
    }

    /** Settles one place or more. */
    private Mono<Void> round(AcceleratorId id, Deque<Place> left) {
        return decision.find(id)
                .flatMap(
                        image -> {
                            var joined = new JoinedChanges(image);
                            return next(left, joined).doOnError(joined::failed);
                        })
                .onErrorResume(
                        e -> {
                            left.forEach(place -> place.refuse(e));
                            left.clear();
                            return Mono.empty();
                        });
    }

    /** Decides the next change on those that have joined; appends them when it cannot join. */
    private Mono<Void> next(Deque<Place> left, JoinedChanges joined) {
        left.removeIf(Place::isAbandoned);
        var place = left.peek();
        if (place == null) {
            return append(joined);
        }
        var image = joined.image();
        var change = place.change();
        FactsNeeded needed;
        try {
            ChangeDecision.check(image, change);
            needed = change.factsNeeded(image);
        } catch (RuntimeException e) {
            joined.refused(left.remove(), e);
            return next(left, joined);
        }
        if (!change.mayJoin(needed)) {
            return joined.isEmpty()
                    ? alone(left.remove(), writer.write(image, needed, change))
                    : append(joined);
        }
        return decision.decide(image, needed, change)
                .map(draft -> Mono.defer(() -> next(draft, left, joined)))
                .onErrorResume(
                        e -> {
                            joined.refused(left.remove(), e);
                            return Mono.just(Mono.defer(() -> next(left, joined)));
                        })
                .flatMap(goesOn -> goesOn);
    }

    private Mono<Void> next(ChangeDraft draft, Deque<Place> left, JoinedChanges joined) {
        if (joined.accepted(left.element(), draft)) {
            left.remove();
            return next(left, joined);
        }
        if (!joined.isEmpty()) {
            return append(joined);
        }
        var place = left.remove();
        return alone(place, writer.append(draft, place.change().options()));
    }

    private static Mono<Void> alone(Place place, Mono<AcceleratorImage> work) {
        return work.doOnSuccess(place::answer).doOnError(place::refuse).onErrorComplete().then();
    }

    private Mono<Void> append(JoinedChanges joined) {
        var changes = joined.changes();
        if (changes.isEmpty()) {
            joined.unchanged();
            return Mono.empty();
        }
        return eventStore
                .appendInOrder(changes)
                .doOnSuccess(joined::appended)
                .doOnError(joined::failed)
                .onErrorComplete()
                .then();
    }
}
