package io.sixlane.gateway.route;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** One route for each public path. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {
    @Bean
    RouteLocator publicRoutes(RouteLocatorBuilder builder, UpstreamProperties upstreams) {
        var routes = builder.routes();
        for (var path : PublicPath.ALL) {
            routes.route(
                    path.upstream().word() + " " + path.pattern(),
                    route ->
                            route.path(path.pattern())
                                    .and()
                                    .method(routed(path))
                                    // Which instance it is, InstanceFilter decides.
                                    .uri(upstreams.urlsOf(path.upstream()).getFirst()));
        }
        return routes.build();
    }

    /** The service behind a route. */
    static Upstream upstreamOf(Route route) {
        var word = route.getId().substring(0, route.getId().indexOf(' '));
        return Upstream.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The methods to route, with OPTIONS, which the service answers from its own mappings. */
    private static HttpMethod[] routed(PublicPath path) {
        return Stream.concat(path.methods().stream(), Stream.of(HttpMethod.OPTIONS))
                .toArray(HttpMethod[]::new);
    }
}
