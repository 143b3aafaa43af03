package io.sixlane.http.body;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Puts the schemas of all request bodies into the API's document. */
final class RequestBodySchemas implements OpenApiCustomizer {
    private final List<RequestBodies> bodies;

    RequestBodySchemas(List<RequestBodies> bodies) {
        this.bodies = List.copyOf(bodies);
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        bodies.forEach(feature -> feature.schemas().forEach(document.getComponents()::addSchemas));
    }
}
