package io.sixlane.provisioning.request;

import io.sixlane.configuration.log.Actor;
import io.sixlane.http.request.Precondition;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.AppendObserver;
import io.sixlane.provisioning.eventstore.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a mutation, whatever it changes.
 *
 * @param actor the caller and the reason
 * @param precondition the revisions that the client is ready to change
 * @param dryRun whether nothing is written and the answer forecasts the change
 * @param confirmWithin the time after which the change takes itself back unless it is confirmed;
 *     empty if it lasts
 * @param observer receives the appended events, and holds the answer back for {@code wait}
 * @param idempotencyKey the client's; a repeated request with it gets the first answer
 */
public record ChangeOptions(
        Actor actor,
        Precondition precondition,
        boolean dryRun,
        Optional<Duration> confirmWithin,
        AppendObserver observer,
        Optional<String> idempotencyKey) {
    /** Options of a change that the service makes on its own. */
    public static ChangeOptions of(Actor actor) {
        return new ChangeOptions(
                actor,
                Precondition.NONE,
                false,
                Optional.empty(),
                AppendObserver.NONE,
                Optional.empty());
    }

    public String account() {
        return actor.account();
    }

    /** These options without the revision, which was checked. */
    public ChangeOptions withoutPrecondition() {
        return new ChangeOptions(
                actor, Precondition.NONE, dryRun, confirmWithin, observer, idempotencyKey);
    }

    /** These options of a change that is written, with another observer and no precondition. */
    public ChangeOptions written(AppendObserver other) {
        return new ChangeOptions(
                actor, Precondition.NONE, false, confirmWithin, other, idempotencyKey);
    }

    /** These options, with the same user acting for another account. */
    public ChangeOptions onBehalfOf(String account) {
        return by(
                new Actor(
                        account,
                        actor.user(),
                        actor.clientAddress(),
                        actor.requestId(),
                        actor.reason(),
                        actor.traceparent()));
    }

    /**
     * @param reason null leaves the reason as it is
     */
    public ChangeOptions because(@Nullable String reason) {
        return reason == null
                ? this
                : by(
                        new Actor(
                                actor.account(),
                                actor.user(),
                                actor.clientAddress(),
                                actor.requestId(),
                                reason,
                                actor.traceparent()));
    }

    private ChangeOptions by(Actor other) {
        return new ChangeOptions(
                other, precondition, dryRun, confirmWithin, observer, idempotencyKey);
    }

    /** A change for the event store, with these options. */
    public Change change(Instant occurredAt, List<Append> appends) {
        return new Change(actor, occurredAt, appends, dryRun, observer);
    }
}
