package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.eventstore.AppendObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One request that waits until what it changed is programmed everywhere. It waits after the commit
 * and before the answer is read.
 */
final class Wait implements AppendObserver {
    private static final Logger log = LoggerFactory.getLogger(Wait.class);

    private final ConvergenceQueries queries;
    private final Duration patience;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<AcceleratorId, Long> changed = new ConcurrentHashMap<>();
    private final Map<AcceleratorId, Convergence> outcomes = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Long> deadlineMillis = new AtomicReference<>();

    /**
     * @param patience from the first commit on
     */
    Wait(ConvergenceQueries queries, Duration patience) {
        this.queries = queries;
        this.patience = patience;
    }

    /**
     * The result of the wait.
     *
     * @param changed by id, at least one
     */
    record Outcome(
            boolean programmed, List<AcceleratorId> changed, List<String> late, List<String> dead) {
        Outcome {
            changed = List.copyOf(changed);
            late = List.copyOf(late);
            dead = List.copyOf(dead);
        }
    }

    /** Notes what relays will receive if the transaction commits. */
    @Override
    public Mono<Void> appended(List<RecordedEvent> recorded) {
        for (var event : recorded) {
            if (event.event() instanceof AcceleratorEvent) {
                changed.put(new AcceleratorId(event.streamId()), event.revision());
            }
        }
        return Mono.empty();
    }

    /**
     * Completes when everything changed so far is programmed, or when patience ends, or when the
     * progress of relays cannot be read: the change is committed and is answered in any case.
     */
    @Override
    public Mono<Void> answerable() {
        return Flux.fromIterable(changed.entrySet())
                .flatMap(change -> await(change.getKey(), change.getValue()))
                .then()
                .onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("cause", e.toString())
                                    .log("cannot read the progress of relays, answered without it");
                            failed.set(true);
                            return Mono.empty();
                        });
    }

    /** Null when nothing was changed that relays receive. */
    @Nullable Outcome outcome() {
        if (changed.isEmpty()) {
            return null;
        }
        var late = new ArrayList<String>();
        var dead = new ArrayList<String>();
        changed.forEach(
                (id, revision) -> {
                    var seen = outcomes.get(id);
                    if (seen == null || seen.desiredRevision() < revision) {
                        late.add(
                                (failed.get() ? "%s: not known yet" : "%s: not looked at in time")
                                        .formatted(id));
                    } else {
                        late.addAll(seen.lateAt(revision));
                        dead.addAll(seen.dead());
                    }
                });
        return new Outcome(late.isEmpty(), changed.keySet().stream().sorted().toList(), late, dead);
    }

    private Mono<Void> await(AcceleratorId id, long revision) {
        var held = outcomes.get(id);
        if (failed.get() || (held != null && isDone(held, revision))) {
            return Mono.empty();
        }
        return queries.watch(id)
                .filter(convergence -> convergence.desiredRevision() >= revision)
                .doOnNext(convergence -> outcomes.put(id, convergence))
                .takeUntil(convergence -> isDone(convergence, revision))
                .take(left())
                .then();
    }

    private static boolean isDone(Convergence convergence, long revision) {
        return convergence.desiredRevision() >= revision && convergence.lateAt(revision).isEmpty();
    }

    private Duration left() {
        var now = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
        deadlineMillis.compareAndSet(null, now + patience.toMillis());
        var deadline = deadlineMillis.get();
        return Duration.ofMillis(deadline == null ? 0 : Math.max(0, deadline - now));
    }
}
