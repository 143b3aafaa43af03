package io.sixlane.testsupport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks the request bodies of an OpenAPI 3.1 document, read as maps and lists, and makes a body for
 * each thing that can be right or wrong with each field: everything else in that body is right.
 */
public final class OpenApiWalk {
    private static final Set<String> MUTATIONS = Set.of("post", "put", "patch", "delete");

    private final Map<String, Object> document;

    public OpenApiWalk(Map<String, Object> document) {
        this.document = document;
    }

    /**
     * @param path as in the document, with braces
     * @param schema of the body
     */
    public record Operation(String method, String path, Map<String, Object> schema) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * One body to send.
     *
     * @param field which field it is about, with the place of its schema; each field has several
     * @param pointer of that field in the body
     * @param why what is special
     * @param good false when the answer must refuse the body and name the pointer; true when it
     *     must not name it
     */
    public record Probe(String field, String pointer, String why, Object body, boolean good) {
        private boolean isNullOf(String other) {
            return field.equals(other) && why.equals("null");
        }
    }

    public List<Operation> operations() {
        var found = new ArrayList<Operation>();
        members(document.get("paths"))
                .forEach(
                        (path, item) ->
                                members(item)
                                        .forEach(
                                                (method, operation) ->
                                                        body(members(operation))
                                                                .forEach(
                                                                        schema ->
                                                                                found.add(
                                                                                        new Operation(
                                                                                                method,
                                                                                                path,
                                                                                                schema)))));
        return found;
    }

    /** All mutating operations, like {@code delete /v1/things/{id}}. */
    public List<String> mutations() {
        return members(document.get("paths")).entrySet().stream()
                .flatMap(
                        path ->
                                members(path.getValue()).keySet().stream()
                                        .filter(MUTATIONS::contains)
                                        .map(method -> method + " " + path.getKey()))
                .toList();
    }

    private List<Map<String, Object>> body(Map<String, Object> operation) {
        var content = members(members(operation.get("requestBody")).get("content"));
        return content.values().stream()
                .limit(1)
                .map(media -> resolved(members(media).get("schema")))
                .toList();
    }

    /** Every field of the operation's body, in the same words as {@link Probe#field}. */
    public Set<String> fields(Operation operation) {
        var fields = new TreeSet<String>();
        collect(operation.schema(), "", fields);
        return fields;
    }

    /** Collects fields independently of the walk, to detect what the walk misses. */
    private void collect(Map<String, Object> schema, String at, Set<String> fields) {
        var kinds = entries(schema.get("oneOf"));
        for (var i = 0; i < kinds.size(); i++) {
            collect(resolved(kinds.get(i)), at + "|" + i, fields);
        }
        members(schema.get("properties"))
                .forEach(
                        (name, field) -> {
                            fields.add(at + "/" + name);
                            collect(resolved(field), at + "/" + name, fields);
                        });
        if (schema.containsKey("items")) {
            fields.add(at + "/0");
            collect(resolved(schema.get("items")), at + "/0", fields);
        }
    }

    public List<Probe> probes(Operation operation) {
        var probes = new ArrayList<Probe>();
        object(operation.schema(), "", "", Objects::requireNonNull, probes);
        return probes;
    }

    private void object(
            Map<String, Object> schema,
            String at,
            String pointer,
            Function<@Nullable Object, Object> whole,
            List<Probe> probes) {
        var kinds = kinds(schema);
        for (var i = 0; i < kinds.size(); i++) {
            var kind = kinds.get(i);
            var place = kinds.size() > 1 ? at + "|" + i : at;
            kind(kind, name -> isOtherKind(kinds, kind, name), place, pointer, whole, probes);
        }
    }

    /** Whether an object of that kind without the field is a right object of another kind. */
    private boolean isOtherKind(
            List<Map<String, Object>> kinds, Map<String, Object> kind, String name) {
        return kinds.stream()
                .filter(other -> other != kind)
                .filter(other -> constants(other, name).equals(constants(kind, name)))
                .anyMatch(other -> !entries(other.get("required")).contains(name));
    }

    /** The fields, except that one, which has only one value. */
    private Map<String, Object> constants(Map<String, Object> kind, String except) {
        var constants = new LinkedHashMap<String, Object>();
        members(kind.get("properties"))
                .forEach(
                        (name, field) -> {
                            var only = entries(resolved(field).get("enum")).stream();
                            var words = only.filter(Objects::nonNull).toList();
                            if (words.size() == 1 && !name.equals(except)) {
                                constants.put(name, words);
                            }
                        });
        return constants;
    }

    private void kind(
            Map<String, Object> schema,
            Predicate<String> isOtherKind,
            String at,
            String pointer,
            Function<@Nullable Object, Object> whole,
            List<Probe> probes) {
        if (!Boolean.FALSE.equals(schema.get("additionalProperties"))) {
            throw new AssertionError("the document does not close the object " + at);
        }
        var sample = members(sample(schema, 0));
        var stranger = new LinkedHashMap<>(sample);
        stranger.put("nobodyKnowsThis", 1);
        probes.add(
                new Probe(
                        at, pointer + "/nobodyKnowsThis", "unknown", whole.apply(stranger), false));
        var required = entries(schema.get("required"));
        members(schema.get("properties"))
                .forEach(
                        (name, of) -> {
                            Function<@Nullable Object, Object> with =
                                    value -> {
                                        var changed = new LinkedHashMap<>(sample);
                                        changed.put(name, value);
                                        return whole.apply(changed);
                                    };
                            var field = at + "/" + name;
                            var without = new LinkedHashMap<>(sample);
                            without.remove(name);
                            var free = !required.contains(name);
                            var skipped = !free && isOtherKind.test(name);
                            if (!skipped) {
                                var body = whole.apply(without);
                                probes.add(
                                        new Probe(
                                                field, pointer + "/" + name, "absent", body, free));
                            }
                            var values = new ArrayList<Probe>();
                            value(resolved(of), field, pointer + "/" + name, with, values);
                            values.stream()
                                    .filter(probe -> !skipped || !probe.isNullOf(field))
                                    .forEach(probes::add);
                        });
    }

    private void value(
            Map<String, Object> schema,
            String at,
            String pointer,
            Function<@Nullable Object, Object> with,
            List<Probe> probes) {
        for (var candidate : OpenApiValues.candidates(type(schema), schema)) {
            probes.add(
                    new Probe(
                            at,
                            pointer,
                            candidate.why(),
                            with.apply(candidate.value()),
                            candidate.good()));
        }
        if (type(schema).equals("object")) {
            object(schema, at, pointer, with, probes);
        } else if (type(schema).equals("array")) {
            array(schema, at, pointer, with, probes);
        }
    }

    private void array(
            Map<String, Object> schema,
            String at,
            String pointer,
            Function<@Nullable Object, Object> with,
            List<Probe> probes) {
        var least = OpenApiValues.number(schema.get("minItems"));
        var most = OpenApiValues.number(schema.get("maxItems"));
        for (var size : new LinkedHashSet<>(List.of(least - 1, least, most, most + 1))) {
            if (size >= 0) {
                probes.add(
                        new Probe(
                                at,
                                pointer,
                                size + " entries",
                                with.apply(samples(schema, size)),
                                size >= least && size <= most));
            }
        }
        value(
                resolved(schema.get("items")),
                at + "/0",
                pointer + "/0",
                entry -> {
                    var entries = new ArrayList<>(samples(schema, Math.max(1, least)));
                    entries.set(0, entry);
                    return with.apply(entries);
                },
                probes);
    }

    private List<Object> samples(Map<String, Object> schema, long size) {
        var entries = new ArrayList<>();
        for (var i = 0; i < size; i++) {
            entries.add(sample(resolved(schema.get("items")), i));
        }
        return entries;
    }

    /** The smallest right value; another one for each {@code index}, where there are others. */
    private Object sample(Map<String, Object> anyKind, int index) {
        var schema = kinds(anyKind).getFirst();
        return switch (type(schema)) {
            case "object" -> {
                var object = new LinkedHashMap<String, Object>();
                for (var name : entries(schema.get("required"))) {
                    var property = members(schema.get("properties")).get(name);
                    object.put((String) name, sample(resolved(property), index));
                }
                yield object;
            }
            case "array" -> samples(schema, OpenApiValues.number(schema.get("minItems")));
            default -> OpenApiValues.sample(type(schema), schema, index);
        };
    }

    private List<Map<String, Object>> kinds(Map<String, Object> schema) {
        return schema.containsKey("oneOf")
                ? entries(schema.get("oneOf")).stream()
                        .filter(kind -> !OpenApiValues.isNull(kind))
                        .flatMap(kind -> kinds(resolved(kind)).stream())
                        .toList()
                : List.of(schema);
    }

    /** The type other than null; empty when the document has none. */
    private static String type(Map<String, Object> schema) {
        var types = schema.get("type") instanceof List<?> list ? list : List.of();
        return schema.get("type") instanceof String one
                ? one
                : types.stream()
                        .filter(type -> !"null".equals(type))
                        .map(String.class::cast)
                        .findFirst()
                        .orElse(schema.containsKey("oneOf") ? "object" : "");
    }

    private Map<String, Object> resolved(@Nullable Object schema) {
        if (!(members(schema).get("$ref") instanceof String reference)) {
            return members(schema);
        }
        @Nullable Object at = document;
        for (var step : reference.substring(2).split("/", -1)) {
            at = members(at).get(step);
        }
        if (at == null) {
            throw new AssertionError("the document does not have " + reference);
        }
        return resolved(at);
    }

    private static Map<String, Object> members(@Nullable Object object) {
        var members = new LinkedHashMap<String, Object>();
        if (object instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put((String) name, value));
        }
        return members;
    }

    private static List<?> entries(@Nullable Object array) {
        return array instanceof List<?> list ? list : List.of();
    }
}
