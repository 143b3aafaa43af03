package io.sixlane.gateway.security;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The credentials of a client: an {@code Authorization} header, or the cookie of a session.
 *
 * @param header its name
 * @param value as the client sent it
 * @param clientAddress from where; empty when it is not known
 */
record Credentials(String header, String value, String clientAddress) {
    /** Bound to this host, with {@code Secure} and {@code Path=/}. */
    static final String COOKIE = "__Host-sixlane";

    /** Characters of a token or a session's id, with what is around it. */
    private static final int LONGEST = 256;

    /** Empty without any, or with some that cannot be valid. */
    static Optional<Credentials> of(ServerHttpRequest request) {
        var authorization = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        var found =
                authorization.isEmpty()
                        ? session(request)
                        : Optional.of(authorization)
                                .filter(lines -> lines.size() == 1)
                                .map(
                                        lines ->
                                                new Credentials(
                                                        HttpHeaders.AUTHORIZATION,
                                                        lines.getFirst(),
                                                        addressOf(request)));
        return found.filter(credentials -> credentials.value().length() <= LONGEST);
    }

    /** Whether a browser adds them by itself, also to what another page sends. */
    static boolean areImplied(ServerHttpRequest request) {
        return !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }

    private static Optional<Credentials> session(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(COOKIE))
                .map(
                        cookie ->
                                new Credentials(
                                        HttpHeaders.COOKIE,
                                        COOKIE + "=" + cookie.getValue(),
                                        addressOf(request)));
    }

    /** Empty when it is not known. */
    static String addressOf(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }

    @Override
    public String toString() {
        return header;
    }
}
