package io.sixlane.gateway.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.identity.ApiTokenText;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The credentials of a client: an {@code Authorization} header with an API token, or the cookie of
 * a session.
 *
 * @param header its name
 * @param value as the identity service reads it
 */
record Credentials(String header, String value, ClientAddress client) {
    /** Bound to this host, with {@code Secure} and {@code Path=/}. */
    static final String COOKIE = "__Host-sixlane";

    private static final String BEARER = "Bearer ";
    private static final String API = "/v1/";

    /** A session's id, which its cookie holds in base64. */
    private static final Pattern SESSION =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Empty without any, or with some that cannot count: nothing is asked for those. */
    static Optional<Credentials> of(ServerHttpRequest request) {
        var authorization = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (authorization.isEmpty()) {
            return session(request);
        }
        return Optional.of(authorization)
                .filter(lines -> lines.size() == 1)
                .map(lines -> lines.getFirst().strip())
                .filter(line -> line.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(line -> line.substring(BEARER.length()).strip())
                .filter(ApiTokenText::isWellFormed)
                .map(
                        token ->
                                new Credentials(
                                        HttpHeaders.AUTHORIZATION,
                                        BEARER + token,
                                        ClientAddress.of(request)));
    }

    /**
     * Whether a browser adds them by itself, also to what another page sends. Beside the API a
     * cookie counts whatever else there is: sign-in and sign-out read no {@code Authorization}.
     */
    static boolean areImplied(ServerHttpRequest request) {
        return !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                || !request.getPath().pathWithinApplication().value().startsWith(API);
    }

    private static Optional<Credentials> session(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(COOKIE))
                .filter(cookie -> isSession(cookie.getValue()))
                .map(
                        cookie ->
                                new Credentials(
                                        HttpHeaders.COOKIE,
                                        COOKIE + "=" + cookie.getValue(),
                                        ClientAddress.of(request)));
    }

    private static boolean isSession(String cookie) {
        try {
            return SESSION.matcher(new String(Base64.getDecoder().decode(cookie), US_ASCII))
                    .matches();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return header;
    }
}
