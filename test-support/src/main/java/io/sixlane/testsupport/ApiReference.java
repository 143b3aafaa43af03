package io.sixlane.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * API documents under {@code docs/reference/openapi}, held equal to the code. {@code
 * -Dsixlane.reference.write=true} writes them.
 */
public final class ApiReference {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path FOLDER = Path.of("../docs/reference/openapi");

    private ApiReference() {}

    /** Fails unless the document of that name equals this one, wherever it was served from. */
    public static void hasDocument(String name, String document) throws IOException {
        var expected = sorted(JSON.readTree(document));
        assertThat(expected.path("paths").isObject()).as("a document: %s", document).isTrue();
        if (expected instanceof ObjectNode object && !name.equals("sixlane")) {
            object.remove("servers");
        }
        var text = JSON.writeValueAsString(expected) + "\n";
        var file = FOLDER.resolve(name + ".json");
        if (Boolean.getBoolean("sixlane.reference.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file).exists();
        assertThat(JSON.readTree(Files.readString(file))).isEqualTo(expected);
    }

    /** The document of that name. */
    public static JsonNode document(String name) throws IOException {
        return JSON.readTree(Files.readString(FOLDER.resolve(name + ".json")));
    }

    /** Sorts the members of each object by name. */
    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var members = new TreeMap<String, JsonNode>();
                object.properties().forEach(m -> members.put(m.getKey(), sorted(m.getValue())));
                var copy = JSON.createObjectNode();
                members.forEach(copy::set);
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JSON.createArrayNode();
                array.forEach(entry -> copy.add(sorted(entry)));
                yield copy;
            }
            default -> node;
        };
    }
}
