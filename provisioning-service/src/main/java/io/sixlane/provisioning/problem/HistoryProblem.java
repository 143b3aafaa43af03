package io.sixlane.provisioning.problem;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sixlane.http.problem.Problem;
import io.sixlane.provisioning.decision.Rejection;
import io.sixlane.provisioning.decision.Rejection.OfHistory;
import io.sixlane.provisioning.decision.Rejection.OfHistory.CannotTakeItselfBack;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeAwaitsConfirmation;
import io.sixlane.provisioning.decision.Rejection.OfHistory.ChangeQueueFull;
import io.sixlane.provisioning.decision.Rejection.OfHistory.IdempotencyKeyInUse;
import io.sixlane.provisioning.decision.Rejection.OfHistory.NothingThen;
import io.sixlane.provisioning.decision.Rejection.OfHistory.NothingToConfirm;
import io.sixlane.provisioning.decision.Rejection.OfHistory.RefusedInSet;
import io.sixlane.provisioning.decision.Rejection.OfHistory.RollbackNoLongerFits;
import io.sixlane.provisioning.decision.Rejection.OfHistory.TooManyStreams;

/** Refusals of changes as changes, in the words of the API. */
final class HistoryProblem {
    private HistoryProblem() {}

    /** One of several reasons. */
    record Reason(String type, String detail) {
        static Reason of(Rejection rejection) {
            var problem = RejectionProblem.of(rejection);
            return new Reason("/problems/" + problem.name(), problem.detail());
        }
    }

    static Problem of(OfHistory rejection) {
        return switch (rejection) {
            case NothingThen(var id, var moment) ->
                    Problem.of(
                            NOT_FOUND,
                            "nothing-then",
                            "There was no accelerator %s at %s; GET its events to see what was"
                                    .formatted(id, moment));
            case RollbackNoLongerFits(var to, var reasons) ->
                    Problem.of(
                                    CONFLICT,
                                    "rollback-no-longer-fits",
                                    "The configuration of revision %s does not fit any more; remove the reasons or change what differs by hand"
                                            .formatted(to))
                            .with("toRevision", to)
                            .with("reasons", reasons.stream().map(Reason::of).toList());
            case ChangeAwaitsConfirmation(var to, var deadline) ->
                    Problem.of(
                                    CONFLICT,
                                    "change-awaits-confirmation",
                                    "A change waits until %s to be confirmed; confirm it, roll back to revision %s, or give this change a confirmWithin too unless it buys something"
                                            .formatted(deadline, to))
                            .with("deadline", deadline)
                            .with("revertTo", to);
            case NothingToConfirm() ->
                    Problem.of(
                            CONFLICT,
                            "nothing-to-confirm",
                            "No change waits to be confirmed, or its time is over; GET its events"
                                    + " to see what it became");
            case IdempotencyKeyInUse() ->
                    Problem.of(
                            CONFLICT,
                            "idempotency-key-in-use",
                            "The first request with this Idempotency-Key is still running; repeat"
                                    + " it in a few seconds");
            case TooManyStreams(var limit) ->
                    Problem.of(
                            TOO_MANY_REQUESTS,
                            "too-many-streams",
                            "An account reads at most %s streams of convergence; close one first"
                                    .formatted(limit));
            case ChangeQueueFull(_, var waiting) ->
                    Problem.of(
                            SERVICE_UNAVAILABLE,
                            "change-queue-full",
                            "%s changes wait for the same resource; repeat the request in a few seconds"
                                    .formatted(waiting));
            case CannotTakeItselfBack(var what) ->
                    Problem.of(
                            UNPROCESSABLE_CONTENT,
                            "cannot-take-itself-back",
                            "A change with %s cannot take itself back; repeat it without confirmWithin"
                                    .formatted(what));
            case RefusedInSet(var index, var reason) ->
                    RejectionProblem.of(reason).with("change", index);
        };
    }
}
