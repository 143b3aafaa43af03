package io.sixlane.http.request;

import io.sixlane.configuration.log.Actor;
import io.sixlane.http.problem.Problem;
import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.problem.RequestIds;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Identity of the caller, which the gateway alone sets. */
public final class Callers {
    public static final String ACCOUNT = "X-Sixlane-Account";
    public static final String USER = "X-Sixlane-User";
    public static final String CLIENT_ADDRESS = "X-Sixlane-Client-Address";
    public static final String REASON = "X-Reason";

    /** Characters of a reason. */
    public static final int LONGEST_REASON = 256;

    /** Version ff and ids of zeros are invalid (W3C Trace Context, 3.2.2). */
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Characters of a name. */
    private static final int LONGEST = 128;

    private Callers() {}

    /**
     * @throws RefusedException without exactly one account, or with one that is too long: cut off,
     *     it would be another one
     */
    public static String account(HttpHeaders headers) {
        var lines = headers.getOrEmpty(ACCOUNT);
        if (lines.size() != 1
                || lines.getFirst().isBlank()
                || lines.getFirst().strip().length() > LONGEST) {
            throw new RefusedException(
                    Problem.of(
                                    ProblemType.ACCOUNT_MISSING,
                                    "The request names no account; call the gateway, which signs"
                                            + " callers in")
                            .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
        }
        return lines.getFirst().strip();
    }

    static void checkAccount(HttpHeaders headers) {
        var _ = account(headers);
    }

    /**
     * The caller with everything that events keep of a request.
     *
     * @throws RefusedException without an account, or with a bad reason
     */
    public static Actor actor(HttpHeaders headers) {
        return new Actor(
                account(headers),
                text(headers, USER).orElse("anonymous"),
                text(headers, CLIENT_ADDRESS).orElse(""),
                text(headers, RequestIds.HEADER).orElseGet(() -> UUID.randomUUID().toString()),
                HeaderText.read(headers, REASON, LONGEST_REASON).orElse(null),
                traceparent(headers).orElse(null));
    }

    /** The trace that the request is part of (W3C Trace Context); a bad one counts as none. */
    private static Optional<String> traceparent(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst("traceparent"))
                .filter(value -> TRACEPARENT.matcher(value).matches());
    }

    private static Optional<String> text(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getFirst(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(Callers::abbreviated);
    }

    private static String abbreviated(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST));
    }
}
