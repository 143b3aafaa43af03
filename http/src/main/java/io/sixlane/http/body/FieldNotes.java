package io.sixlane.http.body;

import io.sixlane.http.problem.FieldError;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object that a reader asked for, with their errors. */
abstract sealed class FieldNotes permits JsonFields {
    final JsonNode node;
    final String pointer;
    final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    FieldNotes(JsonNode node, String pointer, List<FieldError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** Adds an error of a field, for rules over several fields. */
    public final void wrong(String name, String detail) {
        errors.add(new FieldError(pointerTo(name), detail));
    }

    final void wrong(String name, int index, String detail) {
        errors.add(new FieldError(pointerTo(name) + "/" + index, detail));
    }

    /** Whether nothing wrong was noted about these fields, or inside them. */
    public final boolean areGood(String... names) {
        return Arrays.stream(names)
                .map(this::pointerTo)
                .noneMatch(
                        field ->
                                errors.stream()
                                        .map(FieldError::pointer)
                                        .anyMatch(
                                                bad ->
                                                        bad.equals(field)
                                                                || bad.startsWith(field + "/")));
    }

    final String pointerTo(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    final Optional<JsonNode> present(String name) {
        known.add(name);
        var value = node.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    final Optional<JsonNode> required(String name) {
        var value = present(name);
        if (value.isEmpty()) {
            wrong(name, "is required");
        }
        return value;
    }

    /** Whether the field is there, right or wrong. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** Fields that may be there and mean nothing. */
    public void ignore(String... names) {
        known.addAll(List.of(names));
    }

    /** When it is not known which fields there should be. */
    public final void ignoreOthers() {
        known.addAll(node.propertyNames());
    }

    /** Notes each field that no reader asked for. */
    final void noteOthers() {
        for (var name : node.propertyNames()) {
            if (!known.contains(name)) {
                wrong(
                        name,
                        "is not a field of this request; the fields are "
                                + String.join(", ", known));
            }
        }
    }

    final void know(String name) {
        known.add(name);
    }
}
