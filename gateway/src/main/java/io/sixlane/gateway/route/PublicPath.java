package io.sixlane.gateway.route;

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
 * Paths that the world may call, and the service that answers. What is not listed does not exist.
 */
record PublicPath(String pattern, Set<HttpMethod> methods, Upstream upstream) {
    private static final Set<HttpMethod> READ = Set.of(GET, HEAD);
    private static final Set<HttpMethod> CHANGE = Set.of(GET, HEAD, POST, PUT, PATCH, DELETE);

    static final List<PublicPath> ALL =
            List.of(
                    new PublicPath("/v1/regions", READ, Upstream.CATALOG),
                    new PublicPath("/v1/specifications", READ, Upstream.CATALOG),
                    new PublicPath("/v1/bandwidth-types", READ, Upstream.CATALOG),
                    new PublicPath("/v1/recommendations", Set.of(POST), Upstream.CATALOG),
                    new PublicPath("/v1/orders/**", CHANGE, Upstream.PROVISIONING),
                    new PublicPath("/v1/accelerators/**", CHANGE, Upstream.PROVISIONING),
                    new PublicPath("/v1/bandwidth-plans/**", CHANGE, Upstream.PROVISIONING),
                    new PublicPath("/v1/account/balance", READ, Upstream.PROVISIONING),
                    new PublicPath("/v1/accounts/*/credits", Set.of(POST), Upstream.PROVISIONING),
                    new PublicPath("/v1/quotas", READ, Upstream.PROVISIONING),
                    new PublicPath("/v1/suspensions", READ, Upstream.PROVISIONING),
                    new PublicPath("/v1/relays/**", READ, Upstream.PROVISIONING),
                    new PublicPath("/v1/audit/**", READ, Upstream.PROVISIONING),
                    new PublicPath("/v1/metrics/**", READ, Upstream.METRICS),
                    new PublicPath("/v1/flows", READ, Upstream.METRICS));

    /** Whether it covers this path; templates as in OpenAPI count as any other segment. */
    boolean covers(String path) {
        return parsed().matches(PathContainer.parsePath(path));
    }

    private PathPattern parsed() {
        return PathPatternParser.defaultInstance.parse(pattern);
    }
}
