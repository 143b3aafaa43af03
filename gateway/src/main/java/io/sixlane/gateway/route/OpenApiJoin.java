package io.sixlane.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one OpenAPI document out of those of several services. */
final class OpenApiJoin {
    private static final String SCHEMA = "#/components/schemas/";

    private final JsonMapper json;
    private final ObjectNode paths;
    private final ObjectNode schemas;
    private final ArrayNode missing;

    OpenApiJoin(JsonMapper json) {
        this.json = json;
        paths = json.createObjectNode();
        schemas = json.createObjectNode();
        missing = json.createArrayNode();
    }

    /** Notes a service whose document could not be had. */
    void addMissing(Upstream upstream) {
        missing.add(upstream.word());
    }

    /**
     * Adds what is public in it; a schema whose name is taken by another one gets a longer name.
     */
    void add(Upstream upstream, JsonNode document) {
        var names = addSchemas(upstream, document.at("/components/schemas"));
        for (var path : document.path("paths").properties()) {
            var operations = json.createObjectNode();
            for (var operation : path.getValue().properties()) {
                if (isPublic(upstream, path.getKey(), operation.getKey())) {
                    operations.set(operation.getKey(), renamed(operation.getValue(), names));
                }
            }
            if (!operations.isEmpty()) {
                paths.set(path.getKey(), operations);
            }
        }
    }

    ObjectNode document() {
        var document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "Sixlane").put("version", "v1");
        document.putArray("servers").addObject().put("url", "/");
        if (!missing.isEmpty()) {
            document.set("x-missing-services", missing);
        }
        document.set("paths", paths);
        document.putObject("components").set("schemas", schemas);
        return document;
    }

    private static boolean isPublic(Upstream upstream, String path, String method) {
        return PublicPath.ALL.stream()
                .filter(candidate -> candidate.upstream() == upstream)
                .filter(
                        candidate ->
                                candidate.methods().stream()
                                        .anyMatch(is -> is.name().equalsIgnoreCase(method)))
                .anyMatch(candidate -> candidate.covers(path));
    }

    private Map<String, String> addSchemas(Upstream upstream, JsonNode added) {
        var names = new HashMap<String, String>();
        for (var schema : added.properties()) {
            var taken = schemas.get(schema.getKey());
            if (taken != null && !taken.equals(schema.getValue())) {
                names.put(schema.getKey(), upstream.word() + "." + schema.getKey());
            }
        }
        for (var schema : added.properties()) {
            schemas.set(
                    names.getOrDefault(schema.getKey(), schema.getKey()),
                    renamed(schema.getValue(), names));
        }
        return names;
    }

    private JsonNode renamed(JsonNode node, Map<String, String> names) {
        if (names.isEmpty()) {
            return node;
        }
        return switch (node) {
            case ObjectNode object -> {
                var copy = json.createObjectNode();
                for (var member : object.properties()) {
                    var reference = member.getValue().asString("");
                    copy.set(
                            member.getKey(),
                            member.getKey().equals("$ref") && reference.startsWith(SCHEMA)
                                    ? json.getNodeFactory().stringNode(renamed(reference, names))
                                    : renamed(member.getValue(), names));
                }
                yield copy;
            }
            case ArrayNode array -> {
                var copy = json.createArrayNode();
                copy.addAll(List.copyOf(array.valueStream().map(e -> renamed(e, names)).toList()));
                yield copy;
            }
            default -> node;
        };
    }

    private static String renamed(String reference, Map<String, String> names) {
        var name = reference.substring(SCHEMA.length());
        return SCHEMA + names.getOrDefault(name, name);
    }
}
