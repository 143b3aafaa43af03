package io.sixlane.http.body;

import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * The bodies that a feature reads, by the name of their schema in the API's document. Each schema
 * is made of what its reader does.
 */
public record RequestBodies(Map<String, Function<JsonFields, ?>> readers) {
    public RequestBodies {
        readers = Map.copyOf(readers);
    }

    /** Puts the schemas of all these bodies into the API's document. */
    public static OpenApiCustomizer customizer(List<RequestBodies> bodies) {
        return new RequestBodySchemas(bodies);
    }

    /** The schemas by name. */
    Map<String, Schema<?>> schemas() {
        var schemas = new TreeMap<String, Schema<?>>();
        readers.forEach((name, reader) -> schemas.put(name, FieldDescription.of(reader)));
        return schemas;
    }
}
