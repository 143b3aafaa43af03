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
import org.springframework.web.server.ServerWebExchange;

/** The caller of each request, whose token was verified. */
public final class Callers {
    public static final String REASON = "X-Reason";

    /** Characters of a reason. */
    public static final int LONGEST_REASON = 256;

    /** Version ff and ids of zeros are invalid (W3C Trace Context, 3.2.2). */
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Characters of a request id. */
    private static final int LONGEST = 128;

    private static final String ATTRIBUTE = Callers.class.getName();

    private Callers() {}

    /** Notes the caller that a token names. */
    public static void note(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(ATTRIBUTE, caller);
    }

    /** Empty without a token. */
    public static Optional<Caller> find(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
    }

    /**
     * @throws RefusedException without a token
     */
    public static Caller of(ServerWebExchange exchange) {
        return find(exchange).orElseThrow(() -> new RefusedException(signInRequired()));
    }

    /** The answer to a request without a token that counts. */
    public static Problem signInRequired() {
        return Problem.of(
                        ProblemType.SIGN_IN_REQUIRED,
                        "The request has no valid credentials; sign in, or send an API token as"
                                + " Authorization: Bearer sxl_pat_…")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /**
     * The caller with everything that events keep of a request.
     *
     * @throws RefusedException without a token, or with a bad reason
     */
    public static Actor actor(ServerWebExchange exchange) {
        var caller = of(exchange);
        var headers = exchange.getRequest().getHeaders();
        return new Actor(
                caller.account(),
                caller.user(),
                caller.clientAddress(),
                requestId(headers),
                HeaderText.read(headers, REASON, LONGEST_REASON).orElse(null),
                traceparent(headers).orElse(null));
    }

    private static String requestId(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(RequestIds.HEADER))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> value.substring(0, Math.min(value.length(), LONGEST)))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** The trace that the request is part of (W3C Trace Context); a bad one counts as none. */
    private static Optional<String> traceparent(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst("traceparent"))
                .filter(value -> TRACEPARENT.matcher(value).matches());
    }
}
