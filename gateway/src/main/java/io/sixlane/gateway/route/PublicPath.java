package io.sixlane.gateway.route;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A path that the public may call, and the service that answers. A path that is not listed does not
 * exist.
 *
 * @param tag of its operations in the document of the API
 */
record PublicPath(String pattern, Set<HttpMethod> methods, Upstream upstream, Tag tag) {
    private static final Set<HttpMethod> READ = Set.of(GET, HEAD);
    private static final Set<HttpMethod> CHANGE = Set.of(GET, HEAD, POST, PUT, PATCH, DELETE);

    static final List<PublicPath> ALL =
            List.of(
                    new PublicPath("/login/ott", Set.of(POST), Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath(
                            "/login/webauthn", Set.of(POST), Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath("/login/ways", READ, Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath(
                            "/oauth2/authorization/oidc",
                            Set.of(GET),
                            Upstream.IDENTITY,
                            Tag.IDENTITY),
                    new PublicPath(
                            "/login/oauth2/code/oidc",
                            Set.of(GET),
                            Upstream.IDENTITY,
                            Tag.IDENTITY),
                    new PublicPath("/webauthn/**", Set.of(POST), Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath("/logout", Set.of(POST), Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath("/v1/me", READ, Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath(
                            "/v1/sign-in-links", Set.of(POST), Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath(
                            "/v1/passkeys/**",
                            Set.of(GET, HEAD, DELETE),
                            Upstream.IDENTITY,
                            Tag.IDENTITY),
                    new PublicPath("/v1/tokens/**", CHANGE, Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath("/v1/members/**", CHANGE, Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath("/v1/accounts", Set.of(POST), Upstream.IDENTITY, Tag.IDENTITY),
                    new PublicPath(
                            "/v1/catalog", Set.of(GET, HEAD, PUT), Upstream.CATALOG, Tag.CATALOG),
                    new PublicPath("/v1/regions", READ, Upstream.CATALOG, Tag.CATALOG),
                    new PublicPath(
                            "/v1/regions/*",
                            Set.of(GET, HEAD, PUT, DELETE),
                            Upstream.CATALOG,
                            Tag.CATALOG),
                    new PublicPath("/v1/specifications", READ, Upstream.CATALOG, Tag.CATALOG),
                    new PublicPath(
                            "/v1/specifications/*",
                            Set.of(GET, HEAD, PATCH, PUT, DELETE),
                            Upstream.CATALOG,
                            Tag.CATALOG),
                    new PublicPath("/v1/bandwidth-types", READ, Upstream.CATALOG, Tag.CATALOG),
                    new PublicPath(
                            "/v1/bandwidth-types/*",
                            Set.of(GET, HEAD, PUT, DELETE),
                            Upstream.CATALOG,
                            Tag.CATALOG),
                    new PublicPath(
                            "/v1/sale-limits",
                            Set.of(GET, HEAD, PUT),
                            Upstream.CATALOG,
                            Tag.CATALOG),
                    new PublicPath("/v1/catalog/events", READ, Upstream.CATALOG, Tag.CATALOG),
                    new PublicPath(
                            "/v1/recommendations", Set.of(POST), Upstream.CATALOG, Tag.CATALOG),
                    new PublicPath("/v1/orders/**", CHANGE, Upstream.PROVISIONING, Tag.ORDERS),
                    new PublicPath(
                            "/v1/accelerators/**", CHANGE, Upstream.PROVISIONING, Tag.ACCELERATORS),
                    new PublicPath(
                            "/v1/bandwidth-plans/**",
                            CHANGE,
                            Upstream.PROVISIONING,
                            Tag.BANDWIDTH_PLANS),
                    new PublicPath("/v1/account/balance", READ, Upstream.PROVISIONING, Tag.ACCOUNT),
                    new PublicPath(
                            "/v1/accounts/*/credits",
                            Set.of(POST),
                            Upstream.PROVISIONING,
                            Tag.ACCOUNT),
                    new PublicPath("/v1/events/stream", READ, Upstream.PROVISIONING, Tag.ACCOUNT),
                    new PublicPath("/v1/quotas", READ, Upstream.PROVISIONING, Tag.ACCOUNT),
                    new PublicPath(
                            "/v1/suspensions", READ, Upstream.PROVISIONING, Tag.ACCELERATORS),
                    new PublicPath(
                            "/v1/probes/**",
                            Set.of(GET, HEAD, POST),
                            Upstream.PROVISIONING,
                            Tag.ACCELERATORS),
                    new PublicPath("/v1/pools/**", CHANGE, Upstream.PROVISIONING, Tag.RELAYS),
                    new PublicPath("/join", Set.of(POST), Upstream.PROVISIONING, Tag.RELAYS),
                    new PublicPath("/v1/relays/**", CHANGE, Upstream.PROVISIONING, Tag.RELAYS),
                    new PublicPath("/v1/links", READ, Upstream.PROVISIONING, Tag.RELAYS),
                    new PublicPath("/v1/audit/**", READ, Upstream.PROVISIONING, Tag.AUDIT),
                    new PublicPath("/v1/metrics/**", READ, Upstream.METRICS, Tag.METRICS),
                    new PublicPath("/v1/flows", READ, Upstream.METRICS, Tag.METRICS));

    /** Those of every public path that covers this one; empty when none does. */
    static Set<HttpMethod> methods(String path) {
        return ALL.stream()
                .filter(candidate -> candidate.covers(path))
                .flatMap(candidate -> candidate.methods().stream())
                .collect(toUnmodifiableSet());
    }

    /** Whether it covers this path; templates as in OpenAPI count as any other segment. */
    boolean covers(String path) {
        return parsed().matches(PathContainer.parsePath(path));
    }

    private PathPattern parsed() {
        return PathPatternParser.defaultInstance.parse(pattern);
    }
}
