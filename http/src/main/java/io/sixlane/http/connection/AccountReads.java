package io.sixlane.http.connection;

import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Bounds the reads of each account that run at once, so that many or slow ones leave database
 * connections to other accounts. Further ones wait in turn.
 */
final class AccountReads {
    /** Waiting reads of an account. */
    static final int MOST_WAITING = 100;

    private static final String RETRY_AFTER = "1";

    private final int most;
    private final Duration patience;
    private final Scheduler timer;
    private final Map<String, Turns> accounts = new HashMap<>();

    AccountReads(int most, Duration patience, Scheduler timer) {
        this.most = most;
        this.patience = patience;
        this.timer = timer;
    }

    /** The reads of one account; forgotten after the last one. */
    private static final class Turns {
        private final Deque<Place> waiting = new ArrayDeque<>();
        private int running;
    }

    private enum Standing {
        NEW,
        WAITING,
        RUNNING,
        LEFT
    }

    /** The limit of one read. */
    private static final class Place {
        private final String account;
        private final MonoSink<Place> sink;
        private Standing standing = Standing.NEW;

        Place(String account, MonoSink<Place> sink) {
            this.account = account;
            this.sink = sink;
        }
    }

    /**
     * Subscribes to {@code read} when it is its turn.
     *
     * @throws RefusedException (as an error signal) when its turn does not come in time, or too
     *     many wait already
     */
    Mono<Void> inTurn(String account, Mono<Void> read) {
        return Mono.<Place>create(sink -> enter(new Place(account, sink)))
                .flatMap(place -> read.doFinally(_ -> leave(place)));
    }

    private void enter(Place place) {
        place.sink.onCancel(() -> leave(place));
        switch (stand(place)) {
            case RUNNING -> place.sink.success(place);
            case WAITING -> {
                Disposable timeout =
                        timer.schedule(
                                () -> giveUp(place), patience.toMillis(), TimeUnit.MILLISECONDS);
                place.sink.onDispose(timeout);
            }
            case LEFT -> place.sink.error(refusal());
            case NEW -> throw new IllegalStateException("a place stands somewhere");
        }
    }

    private synchronized Standing stand(Place place) {
        var turns = accounts.computeIfAbsent(place.account, _ -> new Turns());
        if (place.standing == Standing.NEW) {
            if (turns.running < most) {
                turns.running++;
                place.standing = Standing.RUNNING;
            } else if (turns.waiting.size() < MOST_WAITING) {
                turns.waiting.add(place);
                place.standing = Standing.WAITING;
            } else {
                place.standing = Standing.LEFT;
            }
        }
        return place.standing;
    }

    private void giveUp(Place place) {
        if (isGivenUp(place)) {
            place.sink.error(refusal());
        }
    }

    private synchronized boolean isGivenUp(Place place) {
        var waits = place.standing == Standing.WAITING;
        if (waits) {
            var _ = next(place);
        }
        return waits;
    }

    /** Gives the place to the next one that waits; a second time changes nothing. */
    private void leave(Place place) {
        var next = next(place);
        if (next != null) {
            // Not here: a hundred that are answered at once would run inside each other.
            var _ = timer.schedule(() -> next.sink.success(next));
        }
    }

    private synchronized @Nullable Place next(Place place) {
        var left = place.standing;
        place.standing = Standing.LEFT;
        return switch (left) {
            case NEW, LEFT -> null;
            case WAITING -> {
                turns(place).waiting.remove(place);
                yield null;
            }
            case RUNNING -> {
                var turns = turns(place);
                var next = turns.waiting.poll();
                if (next != null) {
                    next.standing = Standing.RUNNING;
                } else if (--turns.running == 0) {
                    accounts.remove(place.account);
                }
                yield next;
            }
        };
    }

    private Turns turns(Place place) {
        return Objects.requireNonNull(accounts.get(place.account));
    }

    private RefusedException refusal() {
        return new RefusedException(
                Problem.of(
                                ProblemType.TOO_MANY_READS,
                                "The service answers %s reads of an account at once; read again when"
                                                .formatted(most)
                                        + " some of yours are answered")
                        .with("limit", most)
                        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER));
    }
}
