package io.sixlane.provisioning.history;

import io.sixlane.configuration.accelerator.AcceleratorEvent.ChangeConfirmed;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.accelerator.ChangeDraft;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.NothingToConfirm;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.request.ChangeOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Changes that take themselves back unless they are confirmed. Any number of instances may look
 * after the same change: each decides again on the accelerator as it then is, so one of them takes
 * it back and the others find nothing to do.
 */
@Service
class Confirmations {
    private static final Logger log = LoggerFactory.getLogger(Confirmations.class);

    private final UnconfirmedViewRepository unconfirmed;
    private final AcceleratorViews views;
    private final AcceleratorHistory history;
    private final AcceleratorChanges changes;
    private final Clock clock;

    Confirmations(
            UnconfirmedViewRepository unconfirmed,
            AcceleratorViews views,
            AcceleratorHistory history,
            AcceleratorChanges changes,
            Clock clock) {
        this.unconfirmed = unconfirmed;
        this.views = views;
        this.history = history;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Keeps the change.
     *
     * @throws RejectedException (as an error signal) when no change waits, or not any more
     */
    Mono<AcceleratorImage> confirm(AcceleratorId id, ChangeOptions options) {
        return changes.change(
                id,
                options,
                _ -> List.of(),
                draft -> {
                    var pending = draft.before().confirmation();
                    if (pending == null || isOver(pending.deadline())) {
                        throw new RejectedException(new NothingToConfirm());
                    }
                    draft.happen(List.of(new ChangeConfirmed())).eventsOrThrow();
                });
    }

    /**
     * Rolls back changes that were not confirmed in time. Completes when all due ones were tried:
     * one that cannot be taken back blocks no other.
     */
    Mono<Void> takeBackOverdue() {
        return unconfirmed.overdue(clock.instant()).concatMap(this::tryToTakeBack).then();
    }

    private Mono<AcceleratorImage> tryToTakeBack(AcceleratorId id) {
        return views.find(id)
                .flatMap(this::takeBack)
                .onErrorResume(
                        e -> {
                            cannotTakeBack(id, e);
                            return Mono.empty();
                        });
    }

    private Mono<AcceleratorImage> takeBack(AcceleratorImage seen) {
        var pending = seen.confirmation();
        if (pending == null) {
            return Mono.empty();
        }
        var id = seen.id();
        var to = pending.revertTo();
        return history.at(id, seen.account(), new Moment.AtRevision(to))
                .flatMap(
                        then ->
                                changes.change(
                                        id,
                                        ChangeOptions.of(service(seen)),
                                        now -> RollbackRules.dependencies(now, then),
                                        draft -> takeBack(draft, then, to)))
                .doOnNext(
                        after ->
                                log.atInfo()
                                        .addKeyValue("accelerator", id)
                                        .addKeyValue("revision", after.revision())
                                        .log("change not confirmed in time, rolled back"));
    }

    private void takeBack(ChangeDraft draft, AcceleratorImage then, long to) {
        var pending = draft.before().confirmation();
        if (pending != null && pending.revertTo() == to && isOver(pending.deadline())) {
            RollbackRules.decide(draft, then, to).eventsOrThrow();
        }
    }

    private boolean isOver(Instant deadline) {
        return !clock.instant().isBefore(deadline);
    }

    /**
     * Logs a rollback that is impossible now; the next tick retries it, since its obstacle may go.
     */
    private static void cannotTakeBack(AcceleratorId id, Throwable e) {
        log.atError()
                .addKeyValue("accelerator", id)
                .addKeyValue("cause", e instanceof RejectedException r ? r.reason() : e)
                .log("change not confirmed in time, cannot roll back");
    }

    private static Actor service(AcceleratorImage image) {
        return new Actor(
                image.account(),
                "sixlane",
                "",
                "confirmation-%s-%s".formatted(image.id(), image.revision()),
                "not confirmed in time",
                null);
    }
}
