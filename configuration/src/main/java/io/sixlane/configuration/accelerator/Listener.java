package io.sixlane.configuration.accelerator;

import java.util.List;

/**
 * Ports of an accelerator that accept connections, and the groups these go to, at most one a
 * region.
 */
public record Listener(
        ListenerId id,
        String name,
        Protocol protocol,
        List<PortRange> ports,
        ClientAffinity clientAffinity,
        List<EndpointGroup> endpointGroups) {
    public Listener {
        ports = List.copyOf(ports);
        endpointGroups = List.copyOf(endpointGroups);
    }

    public Listener withEndpointGroups(List<EndpointGroup> groups) {
        return new Listener(id, name, protocol, ports, clientAffinity, groups);
    }

    public boolean occupies(int port) {
        return ports.stream().anyMatch(range -> range.contains(port));
    }
}
