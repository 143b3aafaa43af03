package io.sixlane.catalog.recommendation;

import io.sixlane.http.body.RequestBodies;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that asks for a recommendation, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class RecommendationBodies {
    @Bean
    RequestBodies recommendationRequest() {
        return new RequestBodies(
                Map.of(
                        "RecommendationRequest",
                        fields -> RecommendationRequest.read(fields, Set.of())));
    }
}
