package io.sixlane.identity.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a request, which its log line, its problem and its events carry. An id of up to 64
 * letters, digits, {@code -}, {@code _} or {@code .} is kept, any other is replaced.
 */
public final class RequestIds {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String ATTRIBUTE = RequestIds.class.getName();

    private RequestIds() {}

    /** The same for one request, as often as it is asked for. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        var id =
                Optional.ofNullable(request.getHeader(HEADER))
                        .filter(given -> SANE.matcher(given).matches())
                        .orElseGet(() -> UUID.randomUUID().toString());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
