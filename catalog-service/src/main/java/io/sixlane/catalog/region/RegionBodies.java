package io.sixlane.catalog.region;

import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that makes or changes a region, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class RegionBodies {
    @Bean
    RequestBodies regionRequest() {
        return new RequestBodies(Map.of("RegionRequest", RegionRequest::read));
    }
}
