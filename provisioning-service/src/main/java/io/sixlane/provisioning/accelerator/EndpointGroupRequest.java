package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.provisioning.request.Identifiers;
import io.sixlane.provisioning.request.JsonFields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An endpoint group as asked for. */
record EndpointGroupRequest(
        String name,
        String region,
        BackendService backendService,
        boolean reserveClientIp,
        List<EndpointRequest> endpoints,
        List<PortOverride> portOverrides) {
    private static final int MOST_OVERRIDES = 30;
    private static final int MOST_PORT = 65_535;

    /** Source: seed document, step 5. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z\\p{IsHan}][A-Za-z0-9\\p{IsHan}_-]{1,127}");

    static EndpointGroupRequest read(JsonFields fields) {
        var group =
                new EndpointGroupRequest(
                        fields.text("name", EndpointGroupRequest::checkName),
                        fields.code("region"),
                        fields.oneOf("backendService", BackendService.class),
                        fields.bool("reserveClientIp", false),
                        EndpointRequest.readAll(fields),
                        fields.list(
                                "portOverrides",
                                0,
                                MOST_OVERRIDES,
                                EndpointGroupRequest::readOverride));
        var ports = new HashSet<Integer>();
        for (var override : group.portOverrides()) {
            if (fields.areGood("portOverrides") && !ports.add(override.listenerPort())) {
                fields.wrong(
                        "portOverrides",
                        "listener port %d is there twice".formatted(override.listenerPort()));
            }
        }
        return group;
    }

    private static Optional<String> checkName(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "must be 2 to 128 characters: a letter or Chinese character, then letters,"
                                + " Chinese characters, digits, _ or -");
    }

    private static PortOverride readOverride(JsonFields fields) {
        return new PortOverride(
                fields.integer("listenerPort", 1, PortRange.MAX),
                fields.integer("endpointPort", 1, MOST_PORT));
    }

    EndpointGroup group(Identifiers identifiers) {
        return new EndpointGroup(
                new EndpointGroupId(identifiers.next(EndpointGroupId.PREFIX)),
                name,
                region,
                backendService,
                reserveClientIp,
                endpoints.stream().map(endpoint -> endpoint.endpoint(identifiers)).toList(),
                portOverrides);
    }
}
