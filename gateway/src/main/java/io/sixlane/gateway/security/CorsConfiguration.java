package io.sixlane.gateway.security;

import io.sixlane.http.problem.RequestIds;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

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
        return new CorsWebFilter(source);
    }
}
