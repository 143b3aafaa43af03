package io.sixlane.provisioning.convergence;

import io.sixlane.http.problem.Excerpt;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Moments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The parameter {@code wait} of a mutation: a duration of 1 to 60 seconds. */
final class WaitParameter {
    static final String NAME = "wait";

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(60);

    private WaitParameter() {}

    /**
     * Empty without one.
     *
     * @throws MalformedRequestException unless it is one of 1s to 60s
     */
    static Optional<Duration> of(ServerHttpRequest request) {
        return parse(request.getQueryParams().getOrDefault(NAME, List.of()));
    }

    static Optional<Duration> parse(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() == 1) {
            try {
                return Optional.of(
                        Moments.duration(String.valueOf(values.getFirst()), LEAST, MOST));
            } catch (IllegalArgumentException _) {
                // Refused below, with two of them.
            }
        }
        throw new MalformedRequestException(
                "query parameter wait must be 1s to 60s, like 30s or PT30S; was "
                        + Excerpt.of(String.join(", ", values)));
    }
}
