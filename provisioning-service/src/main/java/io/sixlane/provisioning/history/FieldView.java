package io.sixlane.provisioning.history;

import io.sixlane.configuration.json.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field that differs, as the API shows it.
 *
 * @param path names and, for things that have an id or a region, that
 * @param before null when it was not there
 * @param after null when it is not there any more
 * @param text the same for people
 */
public record FieldView(
        String path, @Nullable JsonNode before, @Nullable JsonNode after, String text) {
    public static List<FieldView> of(List<FieldChange> changes) {
        return changes.stream()
                .map(
                        change ->
                                new FieldView(
                                        change.path(),
                                        change.before(),
                                        change.after(),
                                        change.text()))
                .toList();
    }
}
