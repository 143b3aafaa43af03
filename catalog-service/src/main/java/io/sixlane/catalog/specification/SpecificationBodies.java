package io.sixlane.catalog.specification;

import io.sixlane.catalog.request.BodyReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that changes a specification, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class SpecificationBodies {
    @Bean
    BodyReader specificationChange() {
        return new BodyReader(
                "SpecificationChange", fields -> SpecificationChange.read(fields, "USD"));
    }
}
