package io.sixlane.catalog.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a JSON object apart and remembers everything that is wrong with it, so that one answer
 * names every bad field. Each getter returns a stand-in where the field is bad; {@link #check} says
 * whether any was used.
 */
public final class RequestFields {
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

    /**
     * Reads a body.
     *
     * @param body null when there is none
     * @throws InvalidRequestException when it is not one JSON object
     */
    public static RequestFields of(byte @Nullable [] body) {
        var object = parse(body == null ? new byte[0] : body);
        if (!object.isObject()) {
            throw new InvalidRequestException(
                    List.of(new FieldProblem("", "must be a JSON object, was " + typeOf(object))));
        }
        return new RequestFields("", object, new ArrayList<>());
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

    /** An array of {@code allowed}, each once, one at least. */
    public List<String> choices(String name, Collection<String> allowed) {
        var node = field(name);
        var wanted = "must be an array of 1 to %d entries, each once".formatted(allowed.size());
        if (node == null || !node.isArray()) {
            problem(name, wanted(wanted, node));
            return List.of();
        }
        var taken = new LinkedHashSet<String>();
        for (var i = 0; i < node.size(); i++) {
            var entry = node.get(i);
            if (!entry.isString() || !allowed.contains(entry.stringValue())) {
                var among = "must be one of " + String.join(", ", allowed);
                problems.add(new FieldProblem(pointer(name) + "/" + i, wanted(among, entry)));
            } else if (!taken.add(entry.stringValue())) {
                problems.add(new FieldProblem(pointer(name) + "/" + i, "is there twice"));
            }
            if (i == allowed.size()) {
                break;
            }
        }
        if (node.isEmpty() || node.size() > allowed.size()) {
            problem(name, wanted + ", has %d".formatted(node.size()));
        }
        return List.copyOf(taken);
    }

    /** A whole number, {@code least} to {@code most}. */
    public long integer(String name, long least, long most) {
        var node = field(name);
        var wanted = "must be a whole number, %d to %d".formatted(least, most);
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
    public boolean has(String name) {
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

    /** The fields of an object in this one; a stand-in has none and says nothing of its own. */
    public RequestFields object(String name) {
        var node = field(name);
        if (node == null || !node.isObject()) {
            problem(name, wanted("must be an object", node));
            return new RequestFields(prefix, STRICT.createObjectNode(), new ArrayList<>());
        }
        var child = new RequestFields(prefix + "/" + escaped(name), node, problems);
        children.add(child);
        return child;
    }

    /**
     * To be called once every field was asked for.
     *
     * @throws InvalidRequestException when one was bad, or there is one that nobody asked for
     */
    public void check() {
        addUnknown();
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
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

    /** Notes what is wrong with a field, for rules over several fields. */
    public void problem(String name, String detail) {
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
