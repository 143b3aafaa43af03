package io.sixlane.configuration.accelerator;

/**
 * Connections to {@code listenerPort} (1 to 65499) go to {@code endpointPort} (1 to 65535) of each
 * endpoint of the group that has no port of its own.
 */
public record PortOverride(int listenerPort, int endpointPort) {
    public PortOverride {
        if (listenerPort < 1
                || listenerPort > PortRange.MAX
                || endpointPort < 1
                || endpointPort > 65_535) {
            throw new IllegalArgumentException(
                    "port override must be listener port 1 to %s and endpoint port 1 to 65535, was %s to %s"
                            .formatted(PortRange.MAX, listenerPort, endpointPort));
        }
    }
}
