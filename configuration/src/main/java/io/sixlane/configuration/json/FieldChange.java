package io.sixlane.configuration.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field that is not the same before and after.
 *
 * @param path where it is: names and, for things that have an id or a region, that; for example
 *     {@code /listeners/lsr-1/ports}
 * @param before null when it was not there
 * @param after null when it is not there any more
 */
public record FieldChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    private static final int LONGEST = 200;

    /** In words, on one line: {@code /name: "a" → "b"}. */
    public String text() {
        if (before == null) {
            return "%s: added %s".formatted(path, shown(after));
        }
        return after == null
                ? "%s: removed, was %s".formatted(path, shown(before))
                : "%s: %s → %s".formatted(path, shown(before), shown(after));
    }

    private static String shown(@Nullable JsonNode value) {
        var text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
