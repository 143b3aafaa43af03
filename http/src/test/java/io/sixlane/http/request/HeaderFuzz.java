package io.sixlane.http.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.http.problem.Answers;
import io.sixlane.http.problem.RefusedException;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;

/**
 * Lines of {@code If-Match}, {@code If-None-Match}, {@code X-Reason} or {@code Idempotency-Key},
 * which the first byte chooses: they are read, or the request is refused.
 */
public final class HeaderFuzz {
    private HeaderFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var lines =
                new String(Arrays.copyOfRange(input, 1, input.length), ISO_8859_1).split("\n", -1);
        try {
            switch (input[0] % 4) {
                case 0 -> precondition(headers(HttpHeaders.IF_MATCH, lines));
                case 1 -> precondition(headers(HttpHeaders.IF_NONE_MATCH, lines));
                case 2 ->
                        HeaderText.read(headers(Callers.REASON, lines), Callers.REASON, 256)
                                .ifPresent(HeaderFuzz::checkReason);
                default -> IdempotencyKeys.read(headers(IdempotencyKeys.HEADER, lines));
            }
        } catch (RefusedException e) {
            Answers.check(e);
        }
    }

    private static void precondition(HttpHeaders headers) {
        var precondition = Precondition.of(headers);
        if (precondition.equals(Precondition.NONE)) {
            throw new AssertionError("a header was taken for none");
        }
        var versions = precondition.versions();
        var matches = precondition.matches(7);
        if (matches
                && precondition.noneMatch().isEmpty()
                && versions.isPresent()
                && !versions.get().contains("7")
                && versions.get().stream().noneMatch(version -> version.startsWith("7-"))) {
            throw new AssertionError(precondition + " matches 7");
        }
    }

    private static void checkReason(String reason) {
        if (reason.isBlank()
                || reason.codePointCount(0, reason.length()) > 256
                || reason.chars().anyMatch(Character::isISOControl)
                || !UTF_8.newEncoder().canEncode(reason)) {
            throw new AssertionError(reason);
        }
    }

    private static HttpHeaders headers(String name, String[] lines) {
        var headers = new HttpHeaders();
        for (var line : lines) {
            headers.add(name, line);
        }
        return headers;
    }
}
