package io.sixlane.audit.replay;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.image.AcceleratorImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The forwarding of the relays of a region for one range of ports of one accelerated address.
 *
 * @param to where connections go, in the order of the groups; empty when they are refused
 */
public record Forwarding(
        String acceleratorId,
        long revision,
        String listenerId,
        String protocol,
        String address,
        int fromPort,
        int toPort,
        List<Target> to) {
    public Forwarding {
        to = List.copyOf(to);
    }

    /**
     * @param port null when it is the port that the client chose
     * @param weight 0 to 255
     * @param state null for an active one
     * @param trafficPercentage of the group, 0 to 100
     */
    public record Target(
            String group,
            String groupRegion,
            int trafficPercentage,
            String address,
            @Nullable Integer port,
            int weight,
            @Nullable EndpointState state) {}

    /**
     * Everything that relays forward, by region, then in the order of accelerators, addresses and
     * listeners.
     */
    public static SortedMap<String, List<Forwarding>> of(List<AcceleratorImage> accelerators) {
        var regions = new TreeMap<String, List<Forwarding>>();
        for (var accelerator : accelerators) {
            for (var region : accelerator.regions()) {
                var forwarded = regions.computeIfAbsent(region.region(), _ -> new ArrayList<>());
                if (accelerator.forwards()) {
                    forwarded.addAll(of(accelerator, region));
                }
            }
        }
        return regions;
    }

    /** {@code [2001:db8::1]:80} or {@code 192.0.2.1:8000-8100}. */
    public String place() {
        var host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        return fromPort == toPort
                ? "%s:%s".formatted(host, fromPort)
                : "%s:%s-%s".formatted(host, fromPort, toPort);
    }

    private static List<Forwarding> of(AcceleratorImage accelerator, AccelerationRegion region) {
        var forwarded = new ArrayList<Forwarding>();
        for (var address : region.addresses()) {
            for (var listener : accelerator.listeners()) {
                for (var range : parts(listener)) {
                    forwarded.add(
                            new Forwarding(
                                    accelerator.id().text(),
                                    accelerator.revision(),
                                    listener.id().text(),
                                    listener.protocol().name(),
                                    address,
                                    range.from(),
                                    range.to(),
                                    targets(listener, range, region.region())));
                }
            }
        }
        return forwarded;
    }

    /** The ranges of the listener, split so that a port with an override is alone. */
    private static List<PortRange> parts(Listener listener) {
        var overridden =
                listener.endpointGroups().stream()
                        .flatMap(group -> group.portOverrides().stream())
                        .map(override -> override.listenerPort())
                        .distinct()
                        .sorted()
                        .toList();
        var parts = new ArrayList<PortRange>();
        for (var range : listener.ports()) {
            var from = range.from();
            for (var port : overridden) {
                if (port >= from && port <= range.to()) {
                    if (port > from) {
                        parts.add(new PortRange(from, port - 1));
                    }
                    parts.add(new PortRange(port, port));
                    from = port + 1;
                }
            }
            if (from <= range.to()) {
                parts.add(new PortRange(from, range.to()));
            }
        }
        return parts;
    }

    private static List<Target> targets(Listener listener, PortRange range, String region) {
        return listener.endpointGroups().stream()
                .sorted(Comparator.comparing(group -> !group.region().equals(region)))
                .flatMap(
                        group ->
                                group.endpoints().stream()
                                        .map(
                                                endpoint ->
                                                        new Target(
                                                                group.id().text(),
                                                                group.region(),
                                                                group.effectiveTrafficPercentage(),
                                                                endpoint.address(),
                                                                port(group, endpoint, range),
                                                                endpoint.weight(),
                                                                endpoint.state())))
                .toList();
    }

    private static @Nullable Integer port(EndpointGroup group, Endpoint endpoint, PortRange range) {
        return range.from() == range.to() || endpoint.port() != null
                ? (Integer) group.endpointPort(endpoint, range.from())
                : null;
    }
}
