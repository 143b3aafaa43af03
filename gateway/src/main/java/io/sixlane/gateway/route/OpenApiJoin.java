package io.sixlane.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private final ObjectNode responses;
    private final ArrayNode missing;

    OpenApiJoin(JsonMapper json) {
        this.json = json;
        paths = json.createObjectNode();
        schemas = json.createObjectNode();
        responses = json.createObjectNode();
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
        for (var response : document.at("/components/responses").properties()) {
            responses.set(response.getKey(), renamed(response.getValue(), names));
        }
        for (var path : document.path("paths").properties()) {
            var operations = json.createObjectNode();
            for (var operation : path.getValue().properties()) {
                publicPath(upstream, path.getKey(), operation.getKey())
                        .ifPresent(
                                found ->
                                        operations.set(
                                                operation.getKey(),
                                                tagged(
                                                        renamed(operation.getValue(), names),
                                                        found.tag())));
            }
            if (!operations.isEmpty()) {
                paths.set(path.getKey(), operations);
            }
        }
    }

    ObjectNode document() {
        var document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Sixlane")
                .put("version", "v1")
                .put("description", "An open, self-hosted global accelerator.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        if (!missing.isEmpty()) {
            document.set("x-missing-services", missing);
        }
        // Without sign-in nothing is needed; in front of it a token is.
        var security = document.putArray("security");
        security.addObject();
        security.addObject().putArray("bearer");
        var tags = document.putArray("tags");
        for (var tag : Tag.values()) {
            tags.addObject().put("name", tag.word()).put("description", tag.description());
        }
        document.set("paths", paths);
        var components = document.putObject("components");
        components.set("schemas", used());
        components.set("responses", responses);
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token of whatever signs callers in before the gateway.");
        return document;
    }

    /**
     * Schemas that paths and responses lead to; those of operations that are not public stay out.
     */
    private ObjectNode used() {
        var names = new TreeSet<String>();
        references(paths, names);
        references(responses, names);
        var used = json.createObjectNode();
        names.forEach(name -> used.set(name, schemas.path(name)));
        return used;
    }

    private void references(JsonNode node, Set<String> names) {
        var reference = node.path("$ref").asString("");
        var name = reference.startsWith(SCHEMA) ? reference.substring(SCHEMA.length()) : "";
        if (!name.isEmpty() && names.add(name)) {
            references(schemas.path(name), names);
        }
        node.forEach(member -> references(member, names));
    }

    private static JsonNode tagged(JsonNode operation, Tag tag) {
        var copy = (ObjectNode) operation.deepCopy();
        copy.putArray("tags").add(tag.word());
        return copy;
    }

    private static Optional<PublicPath> publicPath(Upstream upstream, String path, String method) {
        return PublicPath.ALL.stream()
                .filter(candidate -> candidate.upstream() == upstream)
                .filter(
                        candidate ->
                                candidate.methods().stream()
                                        .anyMatch(is -> is.name().equalsIgnoreCase(method)))
                .filter(candidate -> candidate.covers(path))
                .findFirst();
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
