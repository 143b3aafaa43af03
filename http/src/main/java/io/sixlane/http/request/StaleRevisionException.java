package io.sixlane.http.request;

import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import org.springframework.http.HttpHeaders;

/** The client's precondition does not match the current revision. */
public final class StaleRevisionException extends RefusedException {
    private static final long serialVersionUID = 1L;

    public StaleRevisionException(long currentRevision) {
        super(
                Problem.of(
                                ProblemType.STALE_REVISION,
                                "The resource is at revision %s; fetch it and retry"
                                        .formatted(currentRevision))
                        .with("revision", currentRevision)
                        .withHeader(HttpHeaders.ETAG, Revisions.etag(currentRevision)));
    }
}
