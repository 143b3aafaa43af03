package io.sixlane.provisioning.change;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeQueueFull;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Runs the changes of one stream in this process one after another, first come, first served.
 * Without turns, all but one of the changes that decide at the same time would decide in vain. The
 * event store alone keeps changes apart, by the revision that it compares, so work may run out of
 * turn.
 */
final class Turns {
    /** Changes that wait for one stream; one more is refused. */
    static final int MOST_WAITING = 1_000;

    private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();
    private final Scheduler scheduler;

    /**
     * @param scheduler where work begins that had to wait; a turn that ends never runs the next one
     *     on its own stack
     */
    Turns(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** One place in a line. */
    private static final class Place {
        private final Sinks.Empty<Void> turn = Sinks.empty();
    }

    /** The work that runs, and the places that wait, in order. */
    private static final class Line {
        private final LinkedHashSet<Place> waiting = new LinkedHashSet<>();
        private Place running;

        private Line(Place running) {
            this.running = running;
        }
    }

    /** Takes the turn of each stream in order, then runs {@code work}. */
    <T> Mono<T> take(List<String> streamIds, Mono<T> work) {
        var all = work;
        for (var streamId : streamIds.reversed()) {
            all = take(streamId, all);
        }
        return all;
    }

    /**
     * Runs {@code work} when the work before it has ended. A change inside a transaction runs at
     * once: it may hold what the others wait for.
     */
    <T> Mono<T> take(String streamId, Mono<T> work) {
        return isInTransaction().flatMap(inside -> inside ? work : inLine(streamId, work));
    }

    private <T> Mono<T> inLine(String streamId, Mono<T> work) {
        return Mono.defer(
                () -> {
                    var place = new Place();
                    var before = enter(streamId, place) ? Mono.<Void>empty() : turnOf(place);
                    return before.then(work).doFinally(_ -> leave(streamId, place));
                });
    }

    private Mono<Void> turnOf(Place place) {
        return place.turn.asMono().publishOn(scheduler);
    }

    /** Whether it is the turn of {@code place} already. */
    private boolean enter(String streamId, Place place) {
        return lines.compute(
                                streamId,
                                (_, line) -> {
                                    if (line == null) {
                                        return new Line(place);
                                    }
                                    if (line.waiting.size() >= MOST_WAITING) {
                                        throw new RejectedException(
                                                new ChangeQueueFull(streamId, MOST_WAITING));
                                    }
                                    line.waiting.add(place);
                                    return line;
                                })
                        .running
                == place;
    }

    /** Ends the turn of {@code place}, or its wait. */
    private void leave(String streamId, Place place) {
        var next = new @Nullable Place[1];
        lines.computeIfPresent(
                streamId,
                (_, line) -> {
                    if (line.running != place) {
                        line.waiting.remove(place);
                        return line;
                    }
                    next[0] = line.waiting.isEmpty() ? null : line.waiting.removeFirst();
                    return next[0] == null ? null : running(line, next[0]);
                });
        begin(next[0]);
    }

    private static Line running(Line line, Place next) {
        line.running = next;
        return line;
    }

    private static void begin(@Nullable Place next) {
        if (next != null) {
            next.turn.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    private static Mono<Boolean> isInTransaction() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .map(TransactionSynchronizationManager::isActualTransactionActive)
                .onErrorReturn(NoTransactionException.class, false);
    }
}
