package io.sixlane.gateway.security;

import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import io.sixlane.http.problem.RequestIds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;

/** Pages from this machine, on any port, may call the API and read its headers. */
@Configuration(proxyBeanMethods = false)
class CorsConfiguration {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 12)
    CorsWebFilter corsFilter() {
        var rules = new org.springframework.web.cors.CorsConfiguration();
        rules.setAllowedOriginPatterns(
                List.of("http://localhost:[*]", "http://127.0.0.1:[*]", "http://[::1]:[*]"));
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of("*"));
        rules.setExposedHeaders(List.of("ETag", "Location", RequestIds.HEADER));
        rules.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/v1/**", rules);
        source.registerCorsConfiguration("/openapi", rules);
        return new CorsWebFilter(source, new Refusing());
    }

    /** Refuses with a problem, as everything else does. */
    private static final class Refusing extends DefaultCorsProcessor {
        @Override
        public boolean process(
                org.springframework.web.cors.@Nullable CorsConfiguration rules,
                ServerWebExchange exchange) {
            if (super.process(rules, exchange)) {
                return true;
            }
            throw new RefusedException(
                    ProblemType.FOREIGN_ORIGIN,
                    "Only pages of the gateway's own origin, or of http://localhost, may call the"
                            + " API from a browser; call it from one of those, or from a program");
        }
    }
}
