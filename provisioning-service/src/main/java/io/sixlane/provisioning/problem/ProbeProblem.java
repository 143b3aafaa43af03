package io.sixlane.provisioning.problem;

import static io.sixlane.provisioning.problem.RejectionProblem.notFound;
import static io.sixlane.provisioning.problem.RejectionProblem.refused;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;

import io.sixlane.http.problem.Problem;
import io.sixlane.provisioning.decision.Rejection.OfProbe;
import io.sixlane.provisioning.decision.Rejection.OfProbe.NoRelayInRegion;
import io.sixlane.provisioning.decision.Rejection.OfProbe.NotProbeable;
import io.sixlane.provisioning.decision.Rejection.OfProbe.ProbeNotFound;
import io.sixlane.provisioning.decision.Rejection.OfProbe.ProbeNotSent;
import io.sixlane.provisioning.decision.Rejection.OfProbe.TooManyProbes;
import org.springframework.http.HttpHeaders;

/** The problems of refused measurements. */
final class ProbeProblem {
    private static final String RETRY_SECONDS = "60";

    private ProbeProblem() {}

    static Problem of(OfProbe rejection) {
        return switch (rejection) {
            case ProbeNotFound(var id) ->
                    notFound("probe", id, "GET /v1/accelerators/{id}/probes lists what is kept");
            case NotProbeable(var what) ->
                    refused(
                            "not-probeable",
                            "There is nothing to measure: %s; add it, or name another part"
                                    .formatted(what));
            case NoRelayInRegion(var region, var regions) ->
                    Problem.of(
                                    CONFLICT,
                                    "no-relay-in-region",
                                    "No relay in region %s lives and takes connections; start one there, or measure from a region that has one"
                                            .formatted(region))
                            .with("regions", regions);
            case TooManyProbes(var limit) ->
                    Problem.of(
                                    TOO_MANY_REQUESTS,
                                    "too-many-probes",
                                    "An account measures at most %s times a minute; repeat it in a minute"
                                            .formatted(limit))
                            .with("limit", limit)
                            .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            case ProbeNotSent() ->
                    Problem.of(
                            SERVICE_UNAVAILABLE,
                            "probe-not-sent",
                            "Kafka does not take the request to the relay; repeat it in a few"
                                    + " seconds");
        };
    }
}
