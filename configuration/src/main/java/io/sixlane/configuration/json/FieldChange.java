package io.sixlane.configuration.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field whose value differs.
 *
 * @param path of names; array entries are named by their id or region: {@code
 *     /listeners/lsr-1/ports}; empty for the whole value
 * @param before null when the field was added
 * @param after null when the field was removed
 */
public record FieldChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    private static final int LONGEST = 200;

    /** One line for people: {@code /name: "a" → "b"}. */
    public String text() {
        var prefix = path.isEmpty() ? "" : path + ": ";
        if (before == null) {
            return prefix + "added " + shown(after);
        }
        return after == null
                ? prefix + "removed, was " + shown(before)
                : prefix + shown(before) + " → " + shown(after);
    }

    private static String shown(@Nullable JsonNode value) {
        var text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
