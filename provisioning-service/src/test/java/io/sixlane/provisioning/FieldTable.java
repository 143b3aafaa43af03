package io.sixlane.provisioning;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.http.body.JsonBody;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.problem.FieldError;
import io.sixlane.http.problem.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a request and what each must be, in the words of the reader itself: it is asked
 * with an unknown field for the fields it knows, and with a wrong value for what would be right.
 */
public final class FieldTable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNKNOWN = "no-such-field";
    private static final int TOO_MANY = 1_001;

    private final Function<JsonFields, ?> reader;
    private final ObjectNode body;
    private final Set<String> elsewhere;
    private final Map<String, String> allowed = new LinkedHashMap<>();

    private FieldTable(Function<JsonFields, ?> reader, ObjectNode body, Set<String> elsewhere) {
        this.reader = reader;
        this.body = body;
        this.elsewhere = elsewhere;
    }

    /** Facts about a field that the code lacks: its default, and the source of its limits. */
    public record Note(String absent, String source) {}

    /**
     * A table in Markdown.
     *
     * @param template with ' for ": an object or an array of one object where the request has them
     * @param notes by field, of exactly the fields that there are
     */
    public static String of(
            String prefix,
            Function<JsonFields, ?> reader,
            String template,
            Map<String, Note> notes) {
        return of(prefix, reader, template, Set.of(), notes);
    }

    /**
     * The same without some fields.
     *
     * @param elsewhere fields of the body that hold what others of the table hold already
     */
    public static String of(
            String prefix,
            Function<JsonFields, ?> reader,
            String template,
            Set<String> elsewhere,
            Map<String, Note> notes) {
        var body = (ObjectNode) JSON.readTree(template.replace('\'', '"'));
        var table = new FieldTable(reader, body, elsewhere);
        table.walk(body, "", "");
        assertThat(notes.keySet())
                .as("the fields of %s", prefix)
                .containsExactlyInAnyOrderElementsOf(table.allowed.keySet());
        return table.allowed.entrySet().stream()
                .map(
                        field -> {
                            var note = requireNonNull(notes.get(field.getKey()));
                            return "| `%s.%s` | %s | %s | %s |\n"
                                    .formatted(
                                            prefix,
                                            field.getKey(),
                                            field.getValue().replace("|", "\\|"),
                                            note.absent(),
                                            note.source());
                        })
                .collect(joining());
    }

    private void walk(ObjectNode object, String pointer, String path) {
        for (var name : namesIn(object, pointer)) {
            if (elsewhere.contains(path + name)) {
                continue;
            }
            var held = object.get(name);
            var there = pointer + "/" + name;
            allowed.put(path + name, allowed(object, name, there));
            switch (held) {
                case ObjectNode child -> walk(child, there, path + name + ".");
                case ArrayNode list ->
                        walk((ObjectNode) list.get(0), there + "/0", path + name + "[].");
                case null, default -> {}
            }
        }
    }

    private List<String> namesIn(ObjectNode object, String pointer) {
        object.put(UNKNOWN, 1);
        var detail = refusal(pointer + "/" + UNKNOWN).orElseThrow();
        object.remove(UNKNOWN);
        return List.of(detail.substring(detail.indexOf("fields are ") + 11).split(", "));
    }

    private String allowed(ObjectNode object, String name, String pointer) {
        var held = object.get(name);
        var absent = with(object, name, null, pointer).isPresent() ? "; required" : "";
        var text = with(object, name, JSON.getNodeFactory().stringNode(" "), pointer);
        var detail = text.orElse("anything");
        if (detail.equals("must be an array")) {
            var list = JSON.createArrayNode();
            for (var i = 0; i < TOO_MANY; i++) {
                list.addObject();
            }
            detail = with(object, name, list, pointer).orElseThrow();
        }
        if (detail.endsWith("texts")) {
            var list = JSON.createArrayNode().add(" ");
            detail +=
                    with(object, name, list, pointer + "/0")
                            .map(each -> ", each " + each)
                            .orElse("");
        }
        if (held == null) {
            object.remove(name);
        } else {
            object.set(name, held);
        }
        assertThat(detail.contains("JSON object") || detail.contains("entries"))
                .as("the template has something in " + pointer)
                .isEqualTo(held != null && held.isContainer());
        return detail.replaceAll("must (be|have) |, (was|has) .*", "") + absent;
    }

    private Optional<String> with(
            ObjectNode object, String name, @Nullable JsonNode value, String pointer) {
        if (value == null) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
        return refusal(pointer);
    }

    private Optional<String> refusal(String pointer) {
        try {
            JsonBody.read(body.toString().getBytes(StandardCharsets.UTF_8), reader);
            return Optional.empty();
        } catch (MalformedRequestException e) {
            return e.errors().stream()
                    .filter(error -> error.pointer().equals(pointer))
                    .map(FieldError::detail)
                    .findFirst();
        }
    }
}
