package io.sixlane.provisioning.change;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeQueueFull;
import io.sixlane.provisioning.eventstore.OpenTransaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs the changes of one stream in this process one after another, first come, first served.
 * Without queues, all but one of the changes that decide at the same time would decide for nothing.
 * The event store alone keeps changes apart, by the revision that it compares, so work may bypass a
 * queue.
 */
@Component
final class ChangeQueues {
    /** Changes that wait for one stream; one more is refused. */
    static final int MOST_WAITING = 1_000;

    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();
    private final Scheduler scheduler;

    ChangeQueues() {
        this(Schedulers.parallel());
    }

    /**
     * @param scheduler where work begins that had to wait; work that ends never runs the next one
     *     on its own stack
     */
    ChangeQueues(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** One place in a queue. */
    private static final class Place {
        private final Sinks.Empty<Void> start = Sinks.empty();
    }

    /** The work that runs, and the places that wait, in order. */
    private static final class Queue {
        private final LinkedHashSet<Place> waiting = new LinkedHashSet<>();
        private Place running;

        private Queue(Place running) {
            this.running = running;
        }
    }

    /** Waits in the queue of each stream in order, then runs {@code work}. */
    <T> Mono<T> run(List<String> streamIds, Mono<T> work) {
        var all = work;
        for (var streamId : streamIds.reversed()) {
            all = run(streamId, all);
        }
        return all;
    }

    /**
     * Runs {@code work} when the work before it has ended. A change inside a transaction runs at
     * once: it may hold what the others wait for.
     */
    <T> Mono<T> run(String streamId, Mono<T> work) {
        return OpenTransaction.isPresent()
                .flatMap(inside -> inside ? work : inQueue(streamId, work));
    }

    private <T> Mono<T> inQueue(String streamId, Mono<T> work) {
        return Mono.defer(
                () -> {
                    var place = new Place();
                    var before = enter(streamId, place) ? Mono.<Void>empty() : startOf(place);
                    return before.then(work).doFinally(_ -> leave(streamId, place));
                });
    }

    private Mono<Void> startOf(Place place) {
        return place.start.asMono().publishOn(scheduler);
    }

    /** Whether {@code place} is the first and may run at once. */
    private boolean enter(String streamId, Place place) {
        return queues.compute(
                                streamId,
                                (_, queue) -> {
                                    if (queue == null) {
                                        return new Queue(place);
                                    }
                                    if (queue.waiting.size() >= MOST_WAITING) {
                                        throw new RejectedException(
                                                new ChangeQueueFull(streamId, MOST_WAITING));
                                    }
                                    queue.waiting.add(place);
                                    return queue;
                                })
                        .running
                == place;
    }

    /** Ends the work of {@code place}, or its wait. */
    private void leave(String streamId, Place place) {
        var next = new @Nullable Place[1];
        queues.computeIfPresent(
                streamId,
                (_, queue) -> {
                    if (queue.running != place) {
                        queue.waiting.remove(place);
                        return queue;
                    }
                    next[0] = queue.waiting.isEmpty() ? null : queue.waiting.removeFirst();
                    return next[0] == null ? null : running(queue, next[0]);
                });
        begin(next[0]);
    }

    private static Queue running(Queue queue, Place next) {
        queue.running = next;
        return queue;
    }

    private static void begin(@Nullable Place next) {
        if (next != null) {
            next.start.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }
}
