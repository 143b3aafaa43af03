package io.sixlane.provisioning.convergence;

import io.sixlane.http.problem.MalformedRequestException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The parameter {@code wait} of a mutation: {@code 30s} or {@code 30}, 1 to 60 seconds. */
final class WaitParameter {
    private static final Set<HttpMethod> MUTATIONS =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    static final String FORM = "([1-9]|[1-5][0-9]|60)s?";

    private static final Pattern SECONDS = Pattern.compile(FORM);

    private WaitParameter() {}

    /**
     * Empty without one, and for what changes nothing.
     *
     * @throws MalformedRequestException unless it is one of 1s to 60s
     */
    static Optional<Duration> of(ServerHttpRequest request) {
        return MUTATIONS.contains(request.getMethod())
                ? parse(request.getQueryParams().getOrDefault("wait", List.of()))
                : Optional.empty();
    }

    static Optional<Duration> parse(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var seconds = SECONDS.matcher(String.valueOf(values.getFirst()));
        if (values.size() > 1 || !seconds.matches()) {
            throw new MalformedRequestException(
                    "wait must be 1s to 60s, for example wait=30s; was "
                            + String.join(", ", values.stream().map(String::valueOf).toList()));
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))));
    }
}
