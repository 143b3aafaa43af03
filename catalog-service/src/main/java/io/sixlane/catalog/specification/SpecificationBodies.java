package io.sixlane.catalog.specification;

import io.sixlane.http.body.RequestBodies;
import io.sixlane.http.document.MutationParameter;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that changes a specification, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class SpecificationBodies {
    @Bean
    RequestBodies specificationChange() {
        return new RequestBodies(
                Map.of("SpecificationChange", fields -> SpecificationChange.read(fields, "USD")));
    }

    @Bean
    MutationParameter ifMatchParameter() {
        return MutationParameter.ifMatch().where(SpecificationBodies::isChange);
    }

    @Bean
    MutationParameter ifNoneMatchParameter() {
        return MutationParameter.ifNoneMatch().where(SpecificationBodies::isChange);
    }

    private static boolean isChange(String operation) {
        return operation.matches("(PATCH|PUT|DELETE) /v1/.*");
    }
}
