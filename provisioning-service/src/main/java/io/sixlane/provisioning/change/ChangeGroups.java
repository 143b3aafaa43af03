package io.sixlane.provisioning.change;

import io.sixlane.configuration.image.AcceleratorImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Settles changes that wait for the same accelerator together: it is read once, they are decided in
 * order, each on the result of the one before it, and their events are appended in one transaction.
 * Each keeps its own answer. Without this, each change would wait for the disk on its own.
 */
@Component
class ChangeGroups {
    private static final int MOST_TOGETHER = 64;

    private final ChangeQueues queues;
    private final ConcurrentHashMap<String, LinkedHashSet<Place>> waiting =
            new ConcurrentHashMap<>();
    private final ChangeRounds rounds;

    ChangeGroups(ChangeQueues queues, ChangeRounds rounds) {
        this.queues = queues;
        this.rounds = rounds;
    }

    /** A change in the queue of its accelerator. Compared by identity. */
    static final class Place {
        private final WantedChange change;
        private final Sinks.One<AcceleratorImage> outcome = Sinks.one();
        private volatile boolean abandoned;

        private Place(WantedChange change) {
            this.change = change;
        }

        WantedChange change() {
            return change;
        }

        /** Whether its caller has left. */
        boolean isAbandoned() {
            return abandoned;
        }

        /**
         * Answers with the accelerator after the change.
         *
         * @param image null when it is deleted
         */
        void answer(@Nullable AcceleratorImage image) {
            var _ = image == null ? outcome.tryEmitEmpty() : outcome.tryEmitValue(image);
        }

        void refuse(Throwable reason) {
            var _ = outcome.tryEmitError(reason);
        }
    }

    /**
     * Runs a change in its turn.
     *
     * @return the accelerator after the change; empty when it deleted the accelerator
     */
    Mono<AcceleratorImage> run(WantedChange change) {
        return Mono.defer(
                () -> {
                    var place = new Place(change);
                    enter(place);
                    return queues.run(change.id().text(), Mono.defer(() -> turn(place)))
                            .doFinally(_ -> leave(place))
                            .then(place.outcome.asMono().publishOn(Schedulers.parallel()))
                            .doOnCancel(() -> place.abandoned = true);
                });
    }

    private void enter(Place place) {
        waiting.compute(
                place.change.id().text(),
                (_, places) -> {
                    var all = places == null ? new LinkedHashSet<Place>() : places;
                    all.add(place);
                    return all;
                });
    }

    private void leave(Place place) {
        waiting.computeIfPresent(
                place.change.id().text(),
                (_, places) -> {
                    places.remove(place);
                    return places.isEmpty() ? null : places;
                });
    }

    /**
     * Does nothing when an earlier turn has taken this change along. Goes on without the caller,
     * because others wait for the same work; changes whose callers have left are not begun.
     */
    private Mono<Void> turn(Place place) {
        var group = take(place);
        if (group.isEmpty()) {
            return Mono.empty();
        }
        var ended = Sinks.<Void>empty();
        var _ =
                rounds.settle(place.change.id(), new ArrayDeque<>(group))
                        .doFinally(
                                _ -> {
                                    var _ = ended.tryEmitEmpty();
                                })
                        .subscribe();
        return ended.asMono();
    }

    /** This change, which must have its turn now, and others that wait, in order. */
    private List<Place> take(Place place) {
        var group = new ArrayList<Place>();
        waiting.computeIfPresent(
                place.change.id().text(),
                (_, places) -> {
                    if (places.remove(place)) {
                        group.add(place);
                        var others = places.iterator();
                        while (others.hasNext() && group.size() < MOST_TOGETHER) {
                            group.add(others.next());
                            others.remove();
                        }
                    }
                    return places.isEmpty() ? null : places;
                });
        return group;
    }
}
