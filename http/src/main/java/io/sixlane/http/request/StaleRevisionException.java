package io.sixlane.http.request;

import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import org.springframework.http.HttpHeaders;

/** The present revision is not one that the client's precondition allows. */
public final class StaleRevisionException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final long presentRevision;

    public StaleRevisionException(long presentRevision) {
        super(
                Problem.of(
                                ProblemType.STALE_REVISION,
                                "The resource is at revision %s; fetch it and retry"
                                        .formatted(presentRevision))
                        .with("revision", presentRevision)
                        .withHeader(HttpHeaders.ETAG, Revisions.etag(presentRevision)));
        this.presentRevision = presentRevision;
    }

    public long presentRevision() {
        return presentRevision;
    }
}
