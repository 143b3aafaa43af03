package io.sixlane.configuration.json;

import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.image.AcceleratorImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares two values field by field, in the order of the fields. Pure.
 *
 * <p>Entries of an array are compared by their id (or region, where they have no id): their order
 * does not count. Other arrays are compared as a whole.
 */
public final class FieldDifference {
    private static final List<String> KEYS = List.of("id", "region");

    private final List<FieldChange> changes = new ArrayList<>();

    private FieldDifference() {}

    /**
     * Compares two images of one accelerator, without their place in the log.
     *
     * @param before null before its creation
     * @param after null after its removal
     */
    public static List<FieldChange> between(
            @Nullable AcceleratorImage before, @Nullable AcceleratorImage after) {
        return between(content(before), content(after), new String[0]);
    }

    /**
     * Compares two values as the log writes them.
     *
     * @param before null for nothing
     * @param after null for nothing
     * @param ignored names of top-level fields to leave out
     */
    public static List<FieldChange> between(
            @Nullable Object before, @Nullable Object after, String... ignored) {
        var difference = new FieldDifference();
        difference.compare("", tree(before, ignored), tree(after, ignored));
        return List.copyOf(difference.changes);
    }

    private static @Nullable Accelerator content(@Nullable AcceleratorImage image) {
        return image == null ? null : image.accelerator();
    }

    private static @Nullable JsonNode tree(@Nullable Object value, String... ignored) {
        if (value == null) {
            return null;
        }
        JsonNode tree = ConfigurationJson.mapper().valueToTree(value);
        return tree.isObject() ? tree.asObject().deepCopy().remove(List.of(ignored)) : tree;
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            if (before != null || after != null) {
                changes.add(new FieldChange(path, before, after));
            }
            return;
        }
        var left = members(before);
        var right = members(after);
        if (left.isPresent() && right.isPresent()) {
            compare(path, left.get(), right.get());
        } else if (!before.equals(after)) {
            changes.add(new FieldChange(path, before, after));
        }
    }

    private void compare(
            String path,
            SequencedMap<String, JsonNode> before,
            SequencedMap<String, JsonNode> after) {
        var names = new ArrayList<>(before.keySet());
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(names::add);
        for (var name : names) {
            compare(path + "/" + name, before.get(name), after.get(name));
        }
    }

    /** The members by name or by key; empty when the value can only be compared as a whole. */
    private static Optional<SequencedMap<String, JsonNode>> members(JsonNode value) {
        var members = new LinkedHashMap<String, JsonNode>();
        if (value.isObject()) {
            value.propertyStream().forEach(field -> members.put(field.getKey(), field.getValue()));
            return Optional.of(members);
        }
        if (!value.isArray()) {
            return Optional.empty();
        }
        for (var entry : value) {
            var key = key(entry);
            if (key.isEmpty() || members.put(key.get(), entry) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(members);
    }

    private static Optional<String> key(JsonNode entry) {
        return KEYS.stream()
                .map(entry::path)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst();
    }
}
