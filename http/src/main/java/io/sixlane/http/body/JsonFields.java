package io.sixlane.http.body;

import io.sixlane.http.problem.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one JSON object of a request, read by name. A bad field is noted and a legal
 * stand-in is returned, so that reading continues and {@link JsonBody} can name every bad field at
 * once; a stand-in never gets out of it. JSON null is the same as an absent field.
 */
public sealed class JsonFields extends FieldNotes permits FieldDescription {
    static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    /** A code of the catalog. */
    static final TextForm CODE =
            TextForm.matching(
                    "[A-Za-z0-9_-]{1,64}",
                    1,
                    64,
                    "cn-hongkong",
                    "must be 1 to 64 letters, digits, _ or -");

    JsonFields(JsonNode node, String pointer, List<FieldError> errors) {
        super(node, pointer, errors);
    }

    <T> T readAll(Function<JsonFields, T> reader) {
        if (!node.isObject()) {
            errors.add(new FieldError(pointer, "must be a JSON object"));
            return reader.apply(new JsonFields(node, pointer, new ArrayList<>()));
        }
        var value = reader.apply(this);
        noteOthers();
        return value;
    }

    /** A text of that form. */
    public String text(String name, TextForm form) {
        var value = required(name);
        if (value.isEmpty()) {
            return "";
        }
        if (!value.get().isString()) {
            wrong(name, "must be a text");
            return "";
        }
        var text = value.get().stringValue();
        form.apply(text).ifPresent(detail -> wrong(name, detail));
        return text;
    }

    /** A code of the catalog: 1 to 64 letters, digits, _ or -. */
    public String code(String name) {
        return text(name, CODE);
    }

    /** Null when absent. */
    public @Nullable String optionalCode(String name) {
        return optionalText(name, CODE);
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public int integer(String name, int min, int max) {
        return required(name).map(value -> integer(name, value, min, max)).orElse(min);
    }

    /** Like the method above, for amounts beyond the range of an int. */
    public long longInteger(String name, long min, long max) {
        var value = required(name);
        var isRight =
                value.filter(JsonNode::isIntegralNumber)
                        .filter(JsonNode::canConvertToLong)
                        .map(JsonNode::longValue)
                        .filter(number -> number >= min && number <= max);
        if (value.isPresent() && isRight.isEmpty()) {
            wrong(name, "must be a whole number from %s to %s".formatted(min, max));
        }
        return isRight.orElse(min);
    }

    public @Nullable Integer optionalInteger(String name, int min, int max) {
        return present(name).map(value -> integer(name, value, min, max)).orElse(null);
    }

    private int integer(String name, JsonNode value, int min, int max) {
        if (!value.isIntegralNumber()) {
            wrong(name, "must be a whole number from %s to %s".formatted(min, max));
            return min;
        }
        if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            wrong(
                    name,
                    "must be %s to %s, was %s".formatted(min, max, abbreviated(value.asString())));
            return min;
        }
        return value.intValue();
    }

    public boolean bool(String name, boolean absent) {
        var value = present(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            wrong(name, "must be true or false");
            return absent;
        }
        return value.map(JsonNode::booleanValue).orElse(absent);
    }

    public boolean requiredBool(String name) {
        return required(name).isPresent() && bool(name, false);
    }

    /** Null when absent. */
    public @Nullable Boolean optionalBool(String name) {
        return present(name).isPresent() ? bool(name, false) : null;
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        var first = type.getEnumConstants()[0];
        return required(name).map(value -> constant(name, value, type)).orElse(first);
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E absent) {
        return present(name).map(value -> constant(name, value, type)).orElse(absent);
    }

    private <E extends Enum<E>> E constant(String name, JsonNode value, Class<E> type) {
        var constants = type.getEnumConstants();
        for (var constant : constants) {
            if (value.isString() && constant.name().equals(value.stringValue())) {
                return constant;
            }
        }
        var names = Arrays.stream(constants).map(Enum::name).toList();
        wrong(name, "must be one of " + String.join(", ", names));
        return constants[0];
    }

    /** A field that is an object itself. */
    public <T> T object(String name, Function<JsonFields, T> reader) {
        var value = required(name);
        return value.isPresent()
                ? new JsonFields(value.get(), pointerTo(name), errors).readAll(reader)
                : reader.apply(new JsonFields(node.path(name), pointerTo(name), new ArrayList<>()));
    }

    /** The same, null when absent. */
    public <T> @Nullable T optionalObject(String name, Function<JsonFields, T> reader) {
        return present(name).isPresent() ? object(name, reader) : null;
    }

    /** An array of {@code min} to {@code max} codes of the catalog. */
    public List<String> codes(String name, int min, int max) {
        var value = required(name);
        if (value.isEmpty()) {
            return List.of();
        }
        var size = value.get().size();
        if (!value.get().isArray() || size < min || size > max) {
            wrong(name, "must be an array of %s to %s codes".formatted(min, max));
            return List.of();
        }
        var codes = new ArrayList<String>(size);
        for (var i = 0; i < size; i++) {
            var code = value.get().get(i);
            if (code.isString() && CODE.apply(code.stringValue()).isEmpty()) {
                codes.add(code.stringValue());
            } else {
                wrong(name, i, "must be 1 to 64 letters, digits, _ or -");
            }
        }
        return List.copyOf(codes);
    }

    /** Reads one of the {@code known} texts, all of which have the form. */
    public String known(String name, TextForm form, Collection<String> known) {
        var value = required(name);
        if (value.isPresent() && !isKnown(value.get(), known)) {
            wrong(name, "must be one of " + String.join(", ", known));
        }
        return value.filter(JsonNode::isString).map(JsonNode::stringValue).orElse("");
    }

    /** An array of 1 to {@code max} such texts, each once. */
    public List<String> knownTexts(String name, int max, TextForm form, Collection<String> known) {
        var value = required(name);
        if (value.isEmpty()) {
            return List.of();
        }
        var size = value.get().size();
        if (!value.get().isArray() || size < 1 || size > max) {
            wrong(name, "must be an array of 1 to %s codes, each once".formatted(max));
            return List.of();
        }
        var taken = new LinkedHashSet<String>();
        for (var i = 0; i < size; i++) {
            var entry = value.get().get(i);
            if (!isKnown(entry, known)) {
                wrong(name, i, "must be one of " + String.join(", ", known));
            } else if (!taken.add(entry.stringValue())) {
                wrong(name, i, "must not be repeated");
            }
        }
        return List.copyOf(taken);
    }

    private static boolean isKnown(JsonNode value, Collection<String> known) {
        return value.isString() && known.contains(value.stringValue());
    }

    /** An array of {@code min} to {@code max} objects; absent is the same as empty. */
    public <T> List<T> list(String name, int min, int max, Function<JsonFields, T> reader) {
        var value = min > 0 ? required(name) : present(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            wrong(name, "must be an array");
            return List.of();
        }
        var size = value.get().size();
        if (size < min || size > max) {
            wrong(name, "must have %s to %s entries, has %s".formatted(min, max, size));
            return List.of();
        }
        var entries = new ArrayList<T>(size);
        for (var i = 0; i < size; i++) {
            var entry = new JsonFields(value.get().get(i), pointerTo(name) + "/" + i, errors);
            entries.add(entry.readAll(reader));
        }
        return List.copyOf(entries);
    }

    /** An array of {@code min} to {@code max} texts; absent is the same as empty. */
    public List<String> texts(String name, int min, int max, TextForm form) {
        var value = min > 0 ? required(name) : present(name);
        if (value.isEmpty()) {
            return List.of();
        }
        var size = value.get().size();
        if (!value.get().isArray() || size < min || size > max) {
            wrong(name, "must be an array of %s to %s texts".formatted(min, max));
            return List.of();
        }
        var texts = new ArrayList<String>(size);
        for (var i = 0; i < size; i++) {
            var entry = value.get().get(i);
            var index = i;
            if (entry.isString()) {
                texts.add(entry.stringValue());
                form.apply(entry.stringValue()).ifPresent(detail -> wrong(name, index, detail));
            } else {
                wrong(name, i, "must be a text");
            }
        }
        return List.copyOf(texts);
    }

    /** Null when absent. */
    public @Nullable String optionalText(String name, TextForm form) {
        return present(name).isPresent() ? text(name, form) : null;
    }

    /** A constant, null when absent. */
    public <E extends Enum<E>> @Nullable E optionalOneOf(String name, Class<E> type) {
        return present(name).isPresent() ? oneOf(name, type) : null;
    }

    /** A field of a PATCH: absent keeps it, null makes it the default. */
    public <T> PatchedField<T> change(String name, Function<String, T> reader) {
        know(name);
        if (!has(name)) {
            return PatchedField.kept();
        }
        return PatchedField.to(present(name).isPresent() ? reader.apply(name) : null);
    }

    /** A field of a PATCH without a default: absent keeps it, null is wrong. */
    public <T> PatchedField<T> requiredChange(String name, Function<String, T> reader) {
        if (has(name) && present(name).isEmpty()) {
            wrong(name, "must not be null; leave it out to keep it");
        }
        return change(name, reader);
    }

    /** A field that a PATCH may not have, because it never changes. */
    public void immutable(String name, String instead) {
        know(name);
        if (has(name)) {
            wrong(name, "cannot be changed; " + instead);
        }
    }

    /** A field that has no place here. */
    public void refused(String name, String why) {
        know(name);
        if (present(name).isPresent()) {
            wrong(name, why);
        }
    }

    /** Like {@link #list}; null when absent. */
    public <T> @Nullable List<T> optionalList(
            String name, int max, Function<JsonFields, T> reader) {
        return present(name).isPresent() ? list(name, 0, max, reader) : null;
    }

    /**
     * Reads the fields of the kind that one field names. An unknown kind leaves the other fields
     * unchecked.
     *
     * @param names of the kinds, as in the field
     * @param absent the kind without that field; null when it is required
     */
    public <E, T> T union(
            String tag,
            List<E> kinds,
            Function<E, String> names,
            @Nullable E absent,
            BiFunction<E, JsonFields, T> reader) {
        var value = absent == null ? required(tag) : present(tag);
        for (var kind : kinds) {
            if (value.isPresent()
                    ? value.get().isString() && names.apply(kind).equals(value.get().stringValue())
                    : kind.equals(absent)) {
                return reader.apply(kind, this);
            }
        }
        if (value.isPresent()) {
            wrong(tag, "must be one of " + String.join(", ", kinds.stream().map(names).toList()));
        }
        ignoreOthers();
        return reader.apply(kinds.getFirst(), new JsonFields(NOTHING, pointer, new ArrayList<>()));
    }

    /** The object in one field, or without that field this object. */
    public <T> T either(
            String name, Function<JsonFields, T> there, Function<JsonFields, T> missing) {
        return present(name).isPresent() ? object(name, there) : missing.apply(this);
    }

    /** Reads exactly one of two fields with the same meaning. */
    public <T> T alternative(
            String name,
            Function<JsonFields, T> there,
            String otherwise,
            Function<JsonFields, T> missing) {
        if (present(name).isEmpty()) {
            return missing.apply(this);
        }
        refused(otherwise, "must not be given together with " + name);
        return there.apply(this);
    }

    private static String abbreviated(String text) {
        return text.length() <= 24 ? text : text.substring(0, 24) + "…";
    }
}
