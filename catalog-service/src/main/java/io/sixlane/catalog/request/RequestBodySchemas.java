package io.sixlane.catalog.request;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Puts the schemas of all request bodies into the API's document. */
@Component
final class RequestBodySchemas implements OpenApiCustomizer {
    private final List<BodyReader> bodies;

    RequestBodySchemas(List<BodyReader> bodies) {
        this.bodies = List.copyOf(bodies);
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        bodies.forEach(
                body ->
                        document.getComponents()
                                .addSchemas(body.name(), FieldDescription.of(body.reader())));
    }
}
