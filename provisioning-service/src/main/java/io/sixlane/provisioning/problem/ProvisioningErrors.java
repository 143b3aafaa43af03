package io.sixlane.provisioning.problem;

import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemSource;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.eventstore.EventNotUnderstoodException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The problems of this service's own errors. */
@Component
class ProvisioningErrors implements ProblemSource {
    private static final Logger log = LoggerFactory.getLogger(ProvisioningErrors.class);

    @Override
    public Optional<Problem> of(Throwable error) {
        return switch (error) {
            case RejectedException e -> {
                log.atDebug().addKeyValue("reason", e.reason()).log("command rejected");
                yield Optional.of(RejectionProblem.of(e.reason()));
            }
            case EventNotUnderstoodException e -> Optional.of(notUnderstood(e));
            default -> Optional.empty();
        };
    }

    private static Problem notUnderstood(EventNotUnderstoodException e) {
        log.atError()
                .addKeyValue("stream", e.streamId())
                .addKeyValue("revision", e.revision())
                .addKeyValue("type", e.type())
                .log("event type unknown, a later version wrote it");
        return Problem.of(
                        ProblemType.EVENT_NOT_UNDERSTOOD,
                        "Revision %s of %s is a %s, which this version does not know; upgrade the service and retry"
                                .formatted(e.revision(), e.streamId(), e.type()))
                .with("streamId", e.streamId())
                .with("revision", e.revision())
                .with("eventType", e.type());
    }
}
