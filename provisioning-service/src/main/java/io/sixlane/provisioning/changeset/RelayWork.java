package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the relays of a region do with a listener when an accelerator changes. Pure.
 *
 * @param region where the relays are
 */
record RelayWork(
        String region,
        Action action,
        ListenerId listenerId,
        String name,
        Protocol protocol,
        List<PortRange> ports,
        Cost cost) {
    RelayWork {
        ports = List.copyOf(ports);
    }

    /** Which of the listener's open connections drain. */
    enum Cost {
        NONE,
        /** Those on ports, addresses or to endpoints that are no more. */
        SOME,
        ALL
    }

    enum Action {
        /** Its ports open. */
        BIND,
        /** Other ports, another protocol or another address. */
        REBIND,
        /** Everything else about it; only connections to endpoints that go notice. */
        RETARGET,
        /** Its ports close. */
        UNBIND
    }

    /** A listener as the relays of one region serve it. */
    private record Served(AccelerationRegion region, Listener listener, int connections) {
        boolean sameSockets(Served other) {
            return region.addresses().equals(other.region.addresses())
                    && listener.protocol() == other.listener.protocol()
                    && listener.ports().equals(other.listener.ports());
        }

        /** What a connection is accepted on. */
        private Stream<Socket> sockets() {
            return region.addresses().stream()
                    .flatMap(
                            address ->
                                    listener.ports().stream()
                                            .map(
                                                    ports ->
                                                            new Socket(
                                                                    address,
                                                                    listener.protocol(),
                                                                    ports)));
        }

        private Set<Target> targets() {
            return listener.endpointGroups().stream()
                    .flatMap(
                            group ->
                                    group.endpoints().stream()
                                            .map(
                                                    endpoint ->
                                                            new Target(
                                                                    endpoint.address(),
                                                                    group.portOverrides())))
                    .collect(Collectors.toSet());
        }

        /** What its open connections pay for becoming {@code next}. */
        Cost costTo(Served next) {
            var kept =
                    sockets()
                            .mapToInt(held -> next.sockets().mapToInt(held::commonPorts).sum())
                            .sum();
            var had = sockets().mapToInt(Socket::count).sum();
            if (kept == 0) {
                return Cost.ALL;
            }
            return kept == had && next.targets().containsAll(targets()) ? Cost.NONE : Cost.SOME;
        }

        /** Whether nothing about it concerns open or new connections. */
        boolean sameForwarding(Served other) {
            return connections == other.connections
                    && region.bandwidthMbps() == other.region.bandwidthMbps()
                    && listener.equals(other.listener);
        }
    }

    private record Socket(String address, Protocol protocol, PortRange ports) {
        private int count() {
            return ports.to() - ports.from() + 1;
        }

        private int commonPorts(Socket other) {
            return address.equals(other.address) && protocol == other.protocol
                    ? Math.max(
                            0,
                            Math.min(ports.to(), other.ports.to())
                                    - Math.max(ports.from(), other.ports.from())
                                    + 1)
                    : 0;
        }
    }

    /** Where connections go; other overrides may make it another port. */
    private record Target(String address, List<PortOverride> overrides) {}

    /** By region, what closes first and what opens last. */
    static List<RelayWork> between(AcceleratorRecord before, AcceleratorRecord after) {
        var running = served(before);
        var wanted = served(after);
        var regions = new TreeMap<String, List<RelayWork>>();
        Stream.concat(running.keySet().stream(), wanted.keySet().stream())
                .forEach(region -> regions.put(region, new ArrayList<>()));
        regions.forEach(
                (region, work) ->
                        work.addAll(
                                plan(
                                        running.getOrDefault(region, Map.of()),
                                        wanted.getOrDefault(region, Map.of()))));
        return regions.values().stream().flatMap(List::stream).toList();
    }

    private static List<RelayWork> plan(
            Map<ListenerId, Served> running, Map<ListenerId, Served> wanted) {
        var work = new ArrayList<RelayWork>();
        running.forEach(
                (id, served) -> {
                    if (!wanted.containsKey(id)) {
                        work.add(of(Action.UNBIND, served, Cost.ALL));
                    }
                });
        var binds = new ArrayList<RelayWork>();
        wanted.forEach(
                (id, served) -> {
                    var held = running.get(id);
                    if (held == null) {
                        binds.add(of(Action.BIND, served, Cost.NONE));
                    } else if (!held.sameSockets(served)) {
                        work.add(of(Action.REBIND, served, held.costTo(served)));
                    } else if (!held.sameForwarding(served)) {
                        work.add(of(Action.RETARGET, served, held.costTo(served)));
                    }
                });
        work.addAll(binds);
        return work;
    }

    private static RelayWork of(Action action, Served served, Cost cost) {
        var listener = served.listener();
        return new RelayWork(
                served.region().region(),
                action,
                listener.id(),
                listener.name(),
                listener.protocol(),
                listener.ports(),
                cost);
    }

    private static Map<String, Map<ListenerId, Served>> served(AcceleratorRecord record) {
        if (!(record instanceof AcceleratorImage image) || !image.forwards()) {
            return Map.of();
        }
        return image.regions().stream()
                .collect(
                        Collectors.toMap(
                                AccelerationRegion::region,
                                region -> served(image, region),
                                (_, last) -> last));
    }

    private static Map<ListenerId, Served> served(
            AcceleratorImage image, AccelerationRegion region) {
        var served = new LinkedHashMap<ListenerId, Served>();
        for (var listener : image.listeners()) {
            served.put(
                    listener.id(),
                    new Served(region, listener, image.specification().maxConnections()));
        }
        return served;
    }
}
