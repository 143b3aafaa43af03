package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.plan.ForwardedPort;
import io.sixlane.configuration.plan.ListenerChange;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The actions of the relays of a region on a listener when an accelerator changes: their own plan,
 * summed up by listener. Pure.
 *
 * @param region of the relays
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

    /** The part of the listener's open connections that drains. */
    enum Cost {
        NONE,
        /** Connections on released ports or to removed endpoints. */
        SOME,
        ALL
    }

    enum Action {
        /** Every port is bound. */
        BIND(2),
        /** Some ports are released or bound: ports, protocol or address change. */
        REBIND(1),
        /** Every port stays; only connections to removed endpoints drain. */
        RETARGET(1),
        /** Every port is released. */
        UNBIND(0);

        /** The order of a relay: releases before binds. */
        private final int order;

        Action(int order) {
            this.order = order;
        }
    }

    /** One port as the relays of {@code place} forward it. */
    private record Port(
            String address,
            int port,
            AcceleratorImage accelerator,
            AccelerationRegion place,
            Listener listener)
            implements ForwardedPort {
        private Key key() {
            return new Key(address, listener.protocol(), port);
        }
    }

    private record Key(String address, Protocol protocol, int port) {}

    /**
     * Steps in the order of {@link ListenerChange#plan}, by region.
     *
     * @param before null for an accelerator that is made
     */
    static List<RelayWork> between(@Nullable AcceleratorRecord before, AcceleratorRecord after) {
        var running = regions(before);
        var wanted = regions(after);
        var names = new TreeSet<>(running.keySet());
        names.addAll(wanted.keySet());
        return names.stream()
                .flatMap(
                        name ->
                                inRegion(
                                        running.getOrDefault(name, Map.of()),
                                        wanted.getOrDefault(name, Map.of()))
                                        .stream())
                .toList();
    }

    private static List<RelayWork> inRegion(Map<Key, Port> running, Map<Key, Port> wanted) {
        var ports = new LinkedHashSet<>(running.keySet());
        ports.addAll(wanted.keySet());
        var tallies = new LinkedHashMap<ListenerId, Tally>();
        running.values().forEach(port -> tally(tallies, port).had++);
        wanted.values().forEach(port -> tally(tallies, port).wanted(port));
        for (var change : ListenerChange.<Key, Port>plan(ports, running::get, wanted::get)) {
            switch (change) {
                case ListenerChange.Unbind(var port) -> tally(tallies, port).released++;
                case ListenerChange.Rebind(var from, var port) -> {
                    tally(tallies, from).released++;
                    tally(tallies, port).taken++;
                }
                case ListenerChange.Retarget<Port> retarget ->
                        tally(tallies, retarget.listener()).retarget(retarget);
                case ListenerChange.Bind(var port) -> tally(tallies, port).taken++;
            }
        }
        return tallies.values().stream()
                .flatMap(tally -> tally.work().stream())
                .sorted(Comparator.comparing(work -> work.action().order))
                .toList();
    }

    private static Tally tally(Map<ListenerId, Tally> tallies, Port port) {
        return tallies.computeIfAbsent(port.listener().id(), _ -> new Tally(port));
    }

    /** The steps of one listener's ports, counted. */
    private static final class Tally {
        private Port shown;
        private int had;
        private int wants;
        private int released;
        private int taken;
        private boolean retargeted;
        private boolean endpointsRemoved;

        private Tally(Port shown) {
            this.shown = shown;
        }

        private void wanted(Port port) {
            shown = port;
            wants++;
        }

        private void retarget(ListenerChange.Retarget<Port> step) {
            retargeted |= !step.from().forwardsLike(step.listener());
            endpointsRemoved |= !step.removedEndpoints().isEmpty();
        }

        private Optional<RelayWork> work() {
            if (had == 0) {
                return Optional.of(work(Action.BIND, Cost.NONE));
            }
            if (wants == 0) {
                return Optional.of(work(Action.UNBIND, Cost.ALL));
            }
            if (released + taken > 0) {
                return Optional.of(work(Action.REBIND, cost()));
            }
            return retargeted ? Optional.of(work(Action.RETARGET, cost())) : Optional.empty();
        }

        private Cost cost() {
            if (released == had) {
                return Cost.ALL;
            }
            return released == 0 && !endpointsRemoved ? Cost.NONE : Cost.SOME;
        }

        private RelayWork work(Action action, Cost cost) {
            var listener = shown.listener();
            return new RelayWork(
                    shown.place().region(),
                    action,
                    listener.id(),
                    listener.name(),
                    listener.protocol(),
                    listener.ports(),
                    cost);
        }
    }

    private static Map<String, Map<Key, Port>> regions(@Nullable AcceleratorRecord record) {
        if (!(record instanceof AcceleratorImage image) || !image.forwards()) {
            return Map.of();
        }
        return image.regions().stream()
                .collect(
                        Collectors.toMap(
                                AccelerationRegion::region,
                                region -> ports(image, region),
                                (_, last) -> last));
    }

    private static Map<Key, Port> ports(AcceleratorImage image, AccelerationRegion region) {
        var ports = new LinkedHashMap<Key, Port>();
        for (var listener : image.listeners()) {
            for (var address : region.addresses()) {
                for (var range : listener.ports()) {
                    for (var port = range.from(); port <= range.to(); port++) {
                        var one = new Port(address, port, image, region, listener);
                        ports.putIfAbsent(one.key(), one);
                    }
                }
            }
        }
        return ports;
    }
}
