package io.sixlane.provisioning.change;

import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.request.Moments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The query parameters that every mutation has.
 *
 * @param dryRun whether nothing shall be written
 * @param confirmWithin empty when the change lasts without being confirmed
 */
record ChangeParameters(boolean dryRun, Optional<Duration> confirmWithin) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * @throws MalformedRequestException unless they are as they should be
     */
    static ChangeParameters of(ServerHttpRequest request) {
        var parameters = request.getQueryParams();
        return new ChangeParameters(
                dryRun(parameters.getOrDefault("dryRun", List.of())),
                confirmWithin(parameters.getOrDefault("confirmWithin", List.of())));
    }

    private static boolean dryRun(List<@Nullable String> values) {
        if (values.isEmpty()) {
            return false;
        }
        var value = String.valueOf(values.getFirst());
        if (values.size() > 1 || !value.matches("true|false")) {
            throw new MalformedRequestException("query parameter dryRun must be true or false");
        }
        return value.equals("true");
    }

    private static Optional<Duration> confirmWithin(List<@Nullable String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() == 1) {
            try {
                return Optional.of(
                        Moments.duration(String.valueOf(values.getFirst()), LEAST, LONGEST));
            } catch (IllegalArgumentException _) {
                // Refused below, with two of them.
            }
        }
        throw new MalformedRequestException(
                "query parameter confirmWithin must be 1s to 24h, like 120s, 5m or PT5M");
    }
}
