package io.sixlane.gateway.console;

import java.time.Duration;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.resource.EncodedResourceResolver;
import org.springframework.web.server.WebFilter;

/**
 * Serves the console. The page is asked for at every visit; the files that it names carry a hash of
 * their content in their names, so browsers keep them. Both were compressed when they were built.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebFluxConfigurer {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final String[] locations;
    private final ResourceLoader loader;

    ConsoleConfiguration(WebProperties web, ResourceLoader loader) {
        this.locations = web.getResources().getStaticLocations();
        this.loader = loader;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(
                        Arrays.stream(locations)
                                .map(location -> location + "assets/")
                                .toArray(String[]::new))
                .setCacheControl(FOR_EVER)
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> consolePages() {
        return RouterFunctions.route(
                request ->
                        request.method().equals(HttpMethod.GET)
                                && ConsolePaths.contain(request.path())
                                && page().exists(),
                _ ->
                        ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .cacheControl(CacheControl.noCache())
                                .bodyValue(page()));
    }

    /** Closest to what answers, so that it sees no refusal of another filter. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebFilter missingPages() {
        return new MissingPageFilter(this::page);
    }

    /** The first one, as for any static file. */
    private Resource page() {
        return Arrays.stream(locations)
                .map(location -> loader.getResource(location + "index.html"))
                .filter(Resource::exists)
                .findFirst()
                .orElseGet(() -> loader.getResource(locations[0] + "index.html"));
    }
}
