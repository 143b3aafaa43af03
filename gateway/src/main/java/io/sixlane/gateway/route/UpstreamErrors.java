package io.sixlane.gateway.route;

import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemSource;
import io.sixlane.http.problem.ProblemType;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Failures of the connection to a service. */
@Component
class UpstreamErrors implements ProblemSource {
    @Override
    public Optional<Problem> of(Throwable error) {
        return switch (error) {
            case IOException _ ->
                    Optional.of(
                            Problem.of(
                                    ProblemType.SERVICE_UNAVAILABLE,
                                    "The service behind this path does not answer; repeat the"
                                            + " request in a moment"));
            case TimeoutException _ ->
                    Optional.of(
                            Problem.of(
                                    ProblemType.GATEWAY_TIMEOUT,
                                    "The service behind this path took too long; read the resource"
                                            + " before you repeat a change"));
            default -> Optional.empty();
        };
    }
}
