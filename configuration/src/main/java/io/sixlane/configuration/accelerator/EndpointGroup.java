package io.sixlane.configuration.accelerator;

import java.util.List;

/** The endpoints of a listener in one region. */
public record EndpointGroup(
        EndpointGroupId id,
        String name,
        String region,
        BackendService backendService,
        boolean reserveClientIp,
        List<Endpoint> endpoints,
        List<PortOverride> portOverrides) {
    public EndpointGroup {
        endpoints = List.copyOf(endpoints);
        portOverrides = List.copyOf(portOverrides);
    }

    public EndpointGroup withEndpoints(List<Endpoint> replacement) {
        return new EndpointGroup(
                id, name, region, backendService, reserveClientIp, replacement, portOverrides);
    }

    /** The port that a connection to {@code listenerPort} goes to. */
    public int endpointPort(int listenerPort) {
        return portOverrides.stream()
                .filter(override -> override.listenerPort() == listenerPort)
                .mapToInt(PortOverride::endpointPort)
                .findFirst()
                .orElse(listenerPort);
    }
}
