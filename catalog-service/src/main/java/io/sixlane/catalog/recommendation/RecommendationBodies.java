package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.request.BodyReader;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that asks for a recommendation, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class RecommendationBodies {
    @Bean
    BodyReader recommendationRequest() {
        return new BodyReader(
                "RecommendationRequest", fields -> RecommendationRequest.read(fields, Set.of()));
    }
}
