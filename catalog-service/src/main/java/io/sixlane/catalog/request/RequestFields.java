package io.sixlane.catalog.request;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes a JSON object apart and remembers everything that is wrong with it, so that one answer
 * names every bad field. Each getter returns a stand-in where the field is bad, so that reading
 * goes on; a stand-in never gets out of {@link #read}.
 */
public sealed class RequestFields permits FieldDescription {
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final String prefix;
    private final JsonNode object;
    private final List<FieldProblem> problems;
    private final Set<String> known = new HashSet<>();
    private final List<RequestFields> children = new ArrayList<>();

    private RequestFields(String prefix, JsonNode object, List<FieldProblem> problems) {
        this.prefix = prefix;
        this.object = object;
        this.problems = problems;
    }

    RequestFields() {
        this("", STRICT.createObjectNode(), new ArrayList<>());
    }

    /**
     * Reads a whole body.
     *
     * @param body null when there is none
     * @throws InvalidRequestException when it is not one JSON object, a field is bad, or there is
     *     one that the reader does not ask for
     */
    public static <T> T read(byte @Nullable [] body, Function<RequestFields, T> reader) {
        var object = parse(body == null ? new byte[0] : body);
        if (!object.isObject()) {
            throw new InvalidRequestException(
                    List.of(new FieldProblem("", "must be a JSON object, was " + typeOf(object))));
        }
        var fields = new RequestFields("", object, new ArrayList<>());
        var value = reader.apply(fields);
        fields.addUnknown();
        if (!fields.problems.isEmpty()) {
            throw new InvalidRequestException(fields.problems);
        }
        return value;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return STRICT.readTree(body);
        } catch (JacksonException notJson) {
            throw new InvalidRequestException(
                    List.of(new FieldProblem("", "is not JSON: " + notJson.getOriginalMessage())));
        }
    }

    /** One of {@code allowed}, whose first is the stand-in. */
    public String choice(String name, Collection<String> allowed) {
        var node = field(name);
        var text = node != null && node.isString() ? node.stringValue() : null;
        if (text != null && allowed.contains(text)) {
            return text;
        }
        var wanted = "must be one of " + String.join(", ", allowed);
        problem(name, text == null ? wanted(wanted, node) : wanted + ", was " + node);
        return allowed.stream().findFirst().orElse("");
    }

    /** The same, null when absent. */
    public @Nullable String optionalChoice(String name, Collection<String> allowed) {
        return has(name) ? choice(name, allowed) : null;
    }

    /** One of the codes that are {@code known}. */
    public String code(String name, CodeForm form, Collection<String> known) {
        return choice(name, known);
    }

    /** An array of 1 to {@code most} codes that are {@code known}, each once. */
    public List<String> codes(String name, CodeForm form, int most, Collection<String> known) {
        var node = field(name);
        var wanted = "must be an array of 1 to %s entries, each once".formatted(most);
        if (node == null || !node.isArray()) {
            problem(name, wanted(wanted, node));
            return List.of();
        }
        if (node.isEmpty() || node.size() > most) {
            problem(name, wanted + ", has %s".formatted(node.size()));
            return List.of();
        }
        var taken = new LinkedHashSet<String>();
        for (var i = 0; i < node.size(); i++) {
            var entry = node.get(i);
            if (!entry.isString() || !known.contains(entry.stringValue())) {
                var among = "must be one of " + String.join(", ", known);
                problems.add(new FieldProblem(pointer(name) + "/" + i, wanted(among, entry)));
            } else if (!taken.add(entry.stringValue())) {
                problems.add(new FieldProblem(pointer(name) + "/" + i, "is there twice"));
            }
        }
        return List.copyOf(taken);
    }

    /** A whole number, {@code least} to {@code most}. */
    public long integer(String name, long least, long most) {
        var node = field(name);
        var wanted = "must be a whole number, %s to %s".formatted(least, most);
        if (node == null || !node.isIntegralNumber()) {
            problem(name, wanted(wanted, node));
            return least;
        }
        if (!node.canConvertToLong() || node.longValue() < least || node.longValue() > most) {
            problem(name, wanted + ", was " + node);
            return least;
        }
        return node.longValue();
    }

    /** The same, null when absent. */
    public @Nullable Long optionalInteger(String name, long least, long most) {
        return has(name) ? (Long) integer(name, least, most) : null;
    }

    /** Whether the field is there and not null. */
    private boolean has(String name) {
        return field(name) != null;
    }

    /** True or false, null when absent. */
    public @Nullable Boolean optionalFlag(String name) {
        return has(name) ? (Boolean) flag(name) : null;
    }

    /** True or false. */
    public boolean flag(String name) {
        var node = field(name);
        if (node == null || !node.isBoolean()) {
            problem(name, wanted("must be true or false", node));
            return false;
        }
        return node.booleanValue();
    }

    /** A field that is an object itself. */
    public <T> T object(String name, Function<RequestFields, T> reader) {
        var node = field(name);
        if (node == null || !node.isObject()) {
            problem(name, wanted("must be an object", node));
            return reader.apply(new RequestFields());
        }
        var child = new RequestFields(prefix + "/" + escaped(name), node, problems);
        children.add(child);
        return reader.apply(child);
    }

    /** The same, null when absent. */
    public <T> @Nullable T optionalObject(String name, Function<RequestFields, T> reader) {
        return has(name) ? object(name, reader) : null;
    }

    /** Two fields that say the same in two ways: one of them has to be there. */
    public <T> T either(
            String name,
            Function<RequestFields, T> there,
            String otherwise,
            Function<RequestFields, T> missing) {
        if (!has(name)) {
            return missing.apply(this);
        }
        if (has(otherwise)) {
            problem(otherwise, "and %s are two ways to say the same".formatted(name));
        }
        return there.apply(this);
    }

    private void addUnknown() {
        for (var name : object.propertyNames()) {
            if (!known.contains(name)) {
                problem(
                        name,
                        "is not known here; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        children.forEach(RequestFields::addUnknown);
    }

    /** Null is as good as absent. */
    private @Nullable JsonNode field(String name) {
        known.add(name);
        var node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private void problem(String name, String detail) {
        problems.add(new FieldProblem(pointer(name), detail));
    }

    private String pointer(String name) {
        return prefix + "/" + escaped(name);
    }

    private static String wanted(String wanted, @Nullable JsonNode node) {
        return node == null ? "is missing; " + wanted : wanted + ", was " + typeOf(node);
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "the boolean " + node;
            case NUMBER -> "the number " + node;
            case STRING, BINARY -> "a string";
            case NULL -> "null";
            case MISSING -> "empty";
        };
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
