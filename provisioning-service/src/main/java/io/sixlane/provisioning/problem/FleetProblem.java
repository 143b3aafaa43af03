package io.sixlane.provisioning.problem;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import io.sixlane.http.problem.Problem;
import io.sixlane.provisioning.decision.Rejection.OfFleet;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoinTokenNotFound;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoinTokenRefused;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoiningNotPossible;
import io.sixlane.provisioning.decision.Rejection.OfFleet.RelayClockWrong;
import io.sixlane.provisioning.decision.Rejection.OfFleet.RelayNotMember;

/** Refusals of relays that join and leave, in the words of the API. */
final class FleetProblem {
    private FleetProblem() {}

    static Problem of(OfFleet rejection) {
        return switch (rejection) {
            case JoinTokenNotFound(var id) ->
                    Problem.of(
                            NOT_FOUND,
                            "join-token-not-found",
                            "There is no token %s; GET /v1/relays/join-tokens lists what there is"
                                    .formatted(id));
            case JoinTokenRefused(var why) ->
                    Problem.of(
                            FORBIDDEN,
                            "join-token-refused",
                            "The token %s; an operator makes another one with POST".formatted(why)
                                    + " /v1/relays/join-tokens");
            case JoiningNotPossible() ->
                    Problem.of(
                            CONFLICT,
                            "joining-not-possible",
                            "No relay can join here; its operator gives provisioning"
                                    + " SIXLANE_SIGNING_KEY and SIXLANE_FLEET_AUTHORITY");
            case RelayNotMember(var id) ->
                    Problem.of(
                            NOT_FOUND,
                            "relay-not-member",
                            "%s is no relay that joined, or not with this key; GET /v1/relays lists relays"
                                    .formatted(id));
            case RelayClockWrong(var relay, var server) ->
                    Problem.of(
                                    UNPROCESSABLE_CONTENT,
                                    "relay-clock-wrong",
                                    "The clock of the relay shows %s and that of the server %s; set the relay's right and repeat"
                                            .formatted(relay, server))
                            .with("serverTime", server);
        };
    }
}
