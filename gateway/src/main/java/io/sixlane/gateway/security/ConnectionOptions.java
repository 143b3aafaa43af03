package io.sixlane.gateway.security;

import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * The headers that a client lists under {@code Connection} are for this hop alone (RFC 9110,
 * 7.6.1). They are removed before the gateway adds its own, and the list with them.
 */
final class ConnectionOptions {
    private static final Set<String> OF_THIS_HOP = Set.of("close", "keep-alive", "upgrade");

    /** Headers that change the meaning of a request; without them another change would be made. */
    private static final Set<String> FOR_THE_SERVICE =
            Set.of(
                    "accept",
                    "authorization",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "cookie",
                    "host",
                    "idempotency-key",
                    "if-match",
                    "if-none-match",
                    "origin",
                    "transfer-encoding",
                    "x-reason");

    private ConnectionOptions() {}

    /**
     * @throws RefusedException when an option names a header that is for the service
     */
    static void apply(HttpHeaders headers) {
        var options =
                headers.getOrEmpty(HttpHeaders.CONNECTION).stream()
                        .flatMap(line -> Stream.of(line.split(",")))
                        .map(option -> option.strip().toLowerCase(Locale.ROOT))
                        .filter(option -> !option.isEmpty())
                        .toList();
        options.stream()
                .filter(FOR_THE_SERVICE::contains)
                .findFirst()
                .ifPresent(ConnectionOptions::refuse);
        options.stream()
                .filter(option -> !OF_THIS_HOP.contains(option))
                .filter(option -> !option.equals("x-request-id"))
                .forEach(headers::remove);
        var kept = options.stream().filter(OF_THIS_HOP::contains).toList();
        headers.remove(HttpHeaders.CONNECTION);
        if (!kept.isEmpty()) {
            headers.put(HttpHeaders.CONNECTION, List.copyOf(kept));
        }
    }

    private static void refuse(String option) {
        throw new RefusedException(
                ProblemType.BAD_REQUEST,
                "Connection lists %s, which is for the service and not for this hop; take it off"
                                .formatted(option)
                        + " the list");
    }
}
