package io.sixlane.provisioning.changeset;

import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import io.sixlane.http.request.Callers;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.acceleratorapi.CommandReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several changes, all or none. A change that adds a listener, an endpoint group or an endpoint may
 * name it in its field {@code id}, like {@code $web}; later changes use that name as its id.
 *
 * @param changes 1 to 100, in order
 * @param ids what each name stands for
 * @param reason why; null without one
 */
record ChangeSetRequest(
        List<AcceleratorCommand> changes, Map<String, String> ids, @Nullable String reason) {
    private static final int MOST = 100;

    private static final TextForm NAME =
            TextForm.matching(
                    "\\$[A-Za-z0-9_-]{1,60}",
                    2,
                    61,
                    "$web",
                    "must be $ and 1 to 60 letters, digits, _ or -");

    private static final TextForm REASON =
            TextForm.matching(
                    "(?=.*[^\\p{Zs}])[^\\p{Cc}\\p{Cs}]{1,%s}".formatted(Callers.LONGEST_REASON),
                    1,
                    Callers.LONGEST_REASON,
                    "ticket 7",
                    "must be 1 to %s characters, not blank and without control characters"
                            .formatted(Callers.LONGEST_REASON));

    ChangeSetRequest {
        changes = List.copyOf(changes);
        ids = Map.copyOf(ids);
    }

    static ChangeSetRequest read(JsonFields fields) {
        var ids = new LinkedHashMap<String, String>();
        var reader = new CommandReader(ids);
        return new ChangeSetRequest(
                fields.list("changes", 1, MOST, change -> read(change, reader, ids)),
                ids,
                fields.optionalText("reason", REASON));
    }

    private static AcceleratorCommand read(
            JsonFields fields, CommandReader reader, Map<String, String> ids) {
        return reader.any(fields, (command, found) -> name(command, found, ids));
    }

    private static void name(
            AcceleratorCommand command, JsonFields fields, Map<String, String> ids) {
        var added = added(command);
        if (added.isEmpty()) {
            fields.refused("id", "is for changes that add a listener, a group or an endpoint");
            return;
        }
        var name = fields.optionalText("id", NAME);
        if (name != null
                && fields.areGood("op", "id")
                && ids.putIfAbsent(name, added.get()) != null) {
            fields.wrong("id", "%s is the name of an earlier one".formatted(name));
        }
    }

    private static Optional<String> added(AcceleratorCommand command) {
        return switch (command) {
            case AddListener(var listener) -> Optional.of(listener.id().text());
            case AddEndpointGroup(_, var group) -> Optional.of(group.id().text());
            case AddEndpoint(_, _, var endpoint) -> Optional.of(endpoint.id().text());
            default -> Optional.empty();
        };
    }
}
