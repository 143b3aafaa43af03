package io.sixlane.provisioning.request;

import io.sixlane.configuration.log.Actor;

import org.springframework.http.HttpHeaders;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the gateway and the client say beside the body. */
public final class RequestHeaders {
    /** The account of whoever comes without a gateway: the local stack has this one. */
    public static final String LOCAL_ACCOUNT = "local";

    /** Characters of a reason. */
    public static final int LONGEST_REASON = 256;

    /** Characters of an idempotency key (source: the hosted service's ClientToken). */
    static final int LONGEST_KEY = 64;

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int LONGEST = 128;

    private RequestHeaders() {}

    public static Actor actor(HttpHeaders headers) {
        return new Actor(
                text(headers, "X-Sixlane-Account").orElse(LOCAL_ACCOUNT),
                text(headers, "X-Sixlane-User").orElse("anonymous"),
                text(headers, "X-Sixlane-Client-Address").orElse(""),
                requestId(headers),
                reason(headers).orElse(null),
                traceparent(headers).orElse(null));
    }

    /**
     * Why, in the words of whoever asks, 1 to 256 characters; empty without one.
     *
     * @throws MalformedRequestException when it is longer
     */
    private static Optional<String> reason(HttpHeaders headers) {
        var reason =
                Optional.ofNullable(headers.getFirst("X-Reason"))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty());
        if (reason.isPresent() && reason.get().length() > LONGEST_REASON) {
            throw new MalformedRequestException(
                    "X-Reason must be 1 to %s characters".formatted(LONGEST_REASON));
        }
        return reason;
    }

    /** The trace that the request is part of (W3C Trace Context); a bad one counts as none. */
    private static Optional<String> traceparent(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst("traceparent"))
                .filter(value -> TRACEPARENT.matcher(value).matches());
    }

    public static String requestId(HttpHeaders headers) {
        return text(headers, "X-Request-Id").orElseGet(() -> UUID.randomUUID().toString());
    }

    public static IfMatch ifMatch(HttpHeaders headers) {
        var lines = headers.getOrEmpty(HttpHeaders.IF_MATCH);
        return IfMatch.parse(lines.isEmpty() ? null : String.join(",", lines));
    }

    /**
     * Empty without one.
     *
     * @throws MalformedRequestException unless it is 1 to 64 visible ASCII characters
     */
    public static Optional<String> idempotencyKey(HttpHeaders headers) {
        var key = Optional.ofNullable(headers.getFirst("Idempotency-Key"));
        if (key.isPresent() && !key.get().matches("[!-~]{1,%s}".formatted(LONGEST_KEY))) {
            throw new MalformedRequestException(
                    "Idempotency-Key must be 1 to %s visible ASCII characters"
                            .formatted(LONGEST_KEY));
        }
        return key;
    }

    private static Optional<String> text(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getFirst(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> value.substring(0, Math.min(value.length(), LONGEST)));
    }
}
