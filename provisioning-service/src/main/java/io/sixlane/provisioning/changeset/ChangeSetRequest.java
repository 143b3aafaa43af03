package io.sixlane.provisioning.changeset;

import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.CommandReader;
import io.sixlane.provisioning.request.JsonFields;
import io.sixlane.provisioning.request.RequestHeaders;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                fields.optionalText("reason", ChangeSetRequest::checkReason));
    }

    private static AcceleratorCommand read(
            JsonFields fields, CommandReader reader, Map<String, String> ids) {
        var name = fields.optionalText("id", ChangeSetRequest::checkName);
        var command = reader.any(fields);
        if (name != null && fields.areGood("op", "id")) {
            var added = added(command);
            if (added.isEmpty()) {
                fields.wrong("id", "is for changes that add a listener, a group or an endpoint");
            } else if (ids.putIfAbsent(name, added.get()) != null) {
                fields.wrong("id", "%s is the name of an earlier one".formatted(name));
            }
        }
        return command;
    }

    private static Optional<String> added(AcceleratorCommand command) {
        return switch (command) {
            case AddListener(var listener) -> Optional.of(listener.id().text());
            case AddEndpointGroup(_, var group) -> Optional.of(group.id().text());
            case AddEndpoint(_, _, var endpoint) -> Optional.of(endpoint.id().text());
            default -> Optional.empty();
        };
    }

    private static Optional<String> checkName(String name) {
        return name.matches("\\$[A-Za-z0-9_-]{1,60}")
                ? Optional.empty()
                : Optional.of("must be $ and 1 to 60 letters, digits, _ or -");
    }

    private static Optional<String> checkReason(String reason) {
        return reason.isBlank() || reason.length() > RequestHeaders.LONGEST_REASON
                ? Optional.of("must be 1 to %d characters".formatted(RequestHeaders.LONGEST_REASON))
                : Optional.empty();
    }
}
