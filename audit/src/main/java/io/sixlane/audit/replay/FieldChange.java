package io.sixlane.audit.replay;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.json.ConfigurationJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field that is another at the later moment.
 *
 * @param field its place in the image: {@code listeners/lsr-1/ports/0/from}; elements with an id
 *     are named by it
 * @param before as JSON, null when it was not there
 * @param after as JSON, null when it is gone
 */
public record FieldChange(String field, @Nullable String before, @Nullable String after) {
    /** What moves with every event. */
    private static final Set<String> BOOKKEEPING =
            Set.of("type", "id", "revision", "head", "occurredAt");

    /** By field. */
    public static List<FieldChange> between(
            @Nullable AcceleratorImage before, @Nullable AcceleratorImage after) {
        var old = fields(before);
        var now = fields(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        var changes = new ArrayList<FieldChange>();
        for (var name : names) {
            var was = old.get(name);
            var is = now.get(name);
            if (was == null || !was.equals(is)) {
                changes.add(new FieldChange(name, was, is));
            }
        }
        return changes;
    }

    private static SortedMap<String, String> fields(@Nullable AcceleratorImage image) {
        var fields = new TreeMap<String, String>();
        if (image != null) {
            JsonNode tree = ConfigurationJson.mapper().valueToTree(image);
            tree.propertyStream()
                    .filter(member -> !BOOKKEEPING.contains(member.getKey()))
                    .forEach(member -> collect(member.getKey(), member.getValue(), fields));
        }
        return fields;
    }

    private static void collect(String at, JsonNode node, SortedMap<String, String> fields) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(
                            member ->
                                    collect(at + "/" + member.getKey(), member.getValue(), fields));
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                collect(at + "/" + name(node.get(i), i), node.get(i), fields);
            }
        } else {
            fields.put(at, node.toString());
        }
    }

    /** Its id, or its region, or its number from 0. */
    private static String name(JsonNode element, int number) {
        var id = element.path("id").asString("");
        return id.isEmpty() ? element.path("region").asString(Integer.toString(number)) : id;
    }
}
