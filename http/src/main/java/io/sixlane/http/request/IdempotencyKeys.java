package io.sixlane.http.request;

import io.sixlane.http.problem.MalformedRequestException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The header {@code Idempotency-Key}. */
public final class IdempotencyKeys {
    public static final String HEADER = "Idempotency-Key";

    /** Characters of a key (source: the hosted service's ClientToken). */
    public static final int LONGEST = 64;

    private IdempotencyKeys() {}

    /**
     * Empty without one.
     *
     * @throws MalformedRequestException unless it is there once and 1 to 64 visible ASCII
     *     characters
     */
    public static Optional<String> read(HttpHeaders headers) {
        var lines = headers.getOrEmpty(HEADER);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1 || !lines.getFirst().matches("[!-~]{1,%s}".formatted(LONGEST))) {
            throw new MalformedRequestException(
                    "%s must be given once, 1 to %s visible ASCII characters"
                            .formatted(HEADER, LONGEST));
        }
        return Optional.of(lines.getFirst());
    }
}
