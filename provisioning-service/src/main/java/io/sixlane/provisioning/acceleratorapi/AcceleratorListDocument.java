package io.sixlane.provisioning.acceleratorapi;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list of accelerators has two forms, and a page without items is both. */
@Configuration(proxyBeanMethods = false)
class AcceleratorListDocument {
    @Bean
    OpenApiCustomizer formsOfTheList() {
        return document -> {
            var list = requireNonNull(document.getPaths().get("/v1/accelerators")).getGet();
            var answer = requireNonNull(list.getResponses().get("200")).getContent();
            Schema<?> schema = requireNonNull(answer.get("application/json")).getSchema();
            schema.setAnyOf(schema.getOneOf());
            schema.setOneOf(null);
        };
    }
}
