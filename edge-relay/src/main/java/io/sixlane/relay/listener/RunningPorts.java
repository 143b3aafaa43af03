package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.report.RelayMeters;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The listeners that run. Looked up by event loops, changed by the reconciling thread alone. */
final class RunningPorts {
    private final RelayMeters meters;
    private final Map<ListenerKey, ServedPort> running = new ConcurrentHashMap<>();

    private record Owner(AcceleratorId acceleratorId, ListenerId listenerId) {}

    /** Refusals with no listener. */
    private enum NoListener {
        UNKNOWN_ADDRESS
    }

    RunningPorts(RelayMeters meters) {
        this.meters = meters;
    }

    /** Admits connections and sessions to any port of a protocol. */
    Admission admission(Protocol protocol) {
        return new PortAdmission(protocol);
    }

    /** Asks whichever listener has the address and port, TCP's or UDP's. */
    private final class PortAdmission implements Admission {
        private final Protocol protocol;

        private PortAdmission(Protocol protocol) {
            this.protocol = protocol;
        }

        @Override
        public @Nullable Route admit(InetSocketAddress local, InetSocketAddress client) {
            var listener = at(local);
            return listener == null ? null : listener.admit(local, client);
        }

        @Override
        public @Nullable Route readmit(
                InetSocketAddress local, InetSocketAddress client, String destination) {
            var listener = at(local);
            return listener == null ? null : listener.readmit(local, client, destination);
        }

        private @Nullable ServedPort at(InetSocketAddress local) {
            var listener = running.get(ListenerKey.of(protocol, local));
            if (listener == null) {
                meters.refused(NoListener.UNKNOWN_ADDRESS);
            }
            return listener;
        }
    }

    Collection<ServedPort> all() {
        return running.values();
    }

    @Nullable ServedPort served(ListenerKey key) {
        return running.get(key);
    }

    /** Returns the listener that ran there before. */
    @Nullable ServedPort put(ListenerKey key, ServedPort listener) {
        return running.put(key, listener);
    }

    @Nullable ServedPort remove(ListenerKey key) {
        return running.remove(key);
    }

    int count() {
        return running.size();
    }

    /** The listener that runs at a port; null for none. */
    @Nullable WantedPort at(ListenerKey key) {
        var listener = running.get(key);
        return listener == null ? null : listener.target();
    }

    /** Health of endpoints by accelerator, without accelerators that have none. Any thread. */
    Map<AcceleratorId, List<EndpointHealth>> endpointHealth(long nowNanos) {
        var found = new HashMap<AcceleratorId, List<FoundHealth>>();
        for (var listener : running.values()) {
            listener.health(nowNanos)
                    .forEach(
                            one ->
                                    found.computeIfAbsent(
                                                    listener.target().acceleratorId(),
                                                    _ -> new ArrayList<>())
                                            .add(one));
        }
        var joined = new HashMap<AcceleratorId, List<EndpointHealth>>();
        found.forEach((id, list) -> joined.put(id, FoundHealth.joined(list.stream(), nowNanos)));
        return joined;
    }

    /** The least of each group. */
    Map<EndpointGroupId, Long> connectNanos() {
        var least = new HashMap<EndpointGroupId, Long>();
        for (var listener : running.values()) {
            listener.connectNanos(least);
        }
        return least;
    }

    /** Listeners with open connections, at most {@code most}, the busiest first. Any thread. */
    List<ListenerConnections> connections(int most) {
        var open = new HashMap<Owner, Integer>();
        for (var listener : running.values()) {
            var connections = listener.openConnections();
            if (connections > 0) {
                var target = listener.target();
                open.merge(
                        new Owner(target.acceleratorId(), target.listenerId()),
                        connections,
                        Integer::sum);
            }
        }
        return open.entrySet().stream()
                .sorted(Map.Entry.<Owner, Integer>comparingByValue().reversed())
                .limit(most)
                .map(
                        entry ->
                                new ListenerConnections(
                                        entry.getKey().acceleratorId(),
                                        entry.getKey().listenerId(),
                                        entry.getValue()))
                .toList();
    }

    /** Shares each limit with the relays that are alive now. */
    void shareLimits() {
        running.values().forEach(ServedPort::shareLimits);
    }
}
