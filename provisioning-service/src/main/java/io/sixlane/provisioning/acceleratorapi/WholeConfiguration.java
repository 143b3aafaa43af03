package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.http.body.JsonFields;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.request.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the configuration of an accelerator in one piece: its name, areas, listeners, groups. */
public final class WholeConfiguration {
    private static final int MOST_AREAS = 20;
    private static final int MOST_LISTENERS = 50;
    private static final int MOST_GROUPS = 10;

    private WholeConfiguration() {}

    /** The commands that configure a new accelerator so, in order. */
    public static List<AcceleratorCommand> read(JsonFields fields) {
        var identifiers = new Identifiers();
        var commands = new ArrayList<AcceleratorCommand>();
        var name = fields.optionalText("name", EndpointGroupRequest.NAME);
        if (name != null) {
            commands.add(new Rename(name));
        }
        fields.list("areas", 0, MOST_AREAS, AreaRequest::read)
                .forEach(area -> commands.add(area.command()));
        fields.list("listeners", 0, MOST_LISTENERS, listener -> readListener(listener, identifiers))
                .forEach(commands::addAll);
        return List.copyOf(commands);
    }

    private static List<AcceleratorCommand> readListener(
            JsonFields fields, Identifiers identifiers) {
        var id = new ListenerId(identifiers.next(ListenerId.PREFIX));
        var listener = ListenerRequest.read(fields).listener(id);
        var groups = fields.list("endpointGroups", 0, MOST_GROUPS, EndpointGroupRequest::read);
        return Stream.concat(
                        Stream.<AcceleratorCommand>of(new AddListener(listener)),
                        groups.stream()
                                .map(group -> new AddEndpointGroup(id, group.group(identifiers))))
                .toList();
    }
}
