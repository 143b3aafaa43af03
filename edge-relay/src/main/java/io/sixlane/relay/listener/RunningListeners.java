package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.plan.ListenerChange;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The listeners that run and their sockets. Looked up by event loops, changed by the reconciling
 * thread alone.
 */
final class RunningListeners {
    private static final Logger log = LoggerFactory.getLogger(RunningListeners.class);

    /** More steps than this at once are logged as one line. */
    private static final int MANY_STEPS = 100;

    private final ServedListener.Setting setting;
    private final RelayMeters meters;
    private final AddressPools pools;
    private final ListenerSockets sockets;
    private final Consumer<AcceleratorId> onDrained;
    private final Map<ListenerKey, ServedListener> running = new ConcurrentHashMap<>();

    /** Why a port could not be taken when it was tried last. */
    private final Map<ListenerKey, ApplyFailure> refused = new HashMap<>();

    private record Owner(AcceleratorId acceleratorId, ListenerId listenerId) {}

    /** Why there is nobody to ask about a client. */
    private enum Stranger {
        UNKNOWN_ADDRESS
    }

    /**
     * @param onDrained told on some thread when a listener of that accelerator that runs no more
     *     has no connection any more
     */
    RunningListeners(
            TcpPath tcp,
            UdpPath udp,
            InheritedSockets inherited,
            AddressPools pools,
            ServedListener.Setting setting,
            Consumer<AcceleratorId> onDrained) {
        this.setting = setting;
        this.meters = setting.meters();
        this.pools = pools;
        this.onDrained = onDrained;
        this.sockets = new ListenerSockets(tcp, udp, inherited, PortAdmission::new);
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

        private @Nullable ServedListener at(InetSocketAddress local) {
            var listener = running.get(ListenerKey.of(protocol, local));
            if (listener == null) {
                meters.refused(Stranger.UNKNOWN_ADDRESS);
            }
            return listener;
        }
    }

    int count() {
        return running.size();
    }

    /** What runs at that port; null for nothing. */
    @Nullable WantedListener at(ListenerKey key) {
        var listener = running.get(key);
        return listener == null ? null : listener.target();
    }

    /** What is found at endpoints, by accelerator; nothing of accelerators without. Any thread. */
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

    /** Of listeners with open connections, at most {@code most}, the busiest first. Any thread. */
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

    /** Each limit is shared with the relays that live now. */
    void shareAnew() {
        running.values().forEach(ServedListener::shareAnew);
    }

    LentSockets descriptors() {
        return new LentSockets(
                sockets.descriptors(Protocol.TCP), sockets.descriptors(Protocol.UDP));
    }

    /** Accepts no more, at once; open connections drain. */
    void stop() {
        sockets.releaseAll();
        running.values()
                .forEach(
                        l -> ListenerDrain.begin(l, setting.properties().drainTimeout(), () -> {}));
    }

    /** The ports that could not be taken when they were tried last. */
    Set<ListenerKey> refused() {
        return refused.keySet();
    }

    /** Why that port could not be taken; null when it could. */
    @Nullable ApplyFailure failureAt(ListenerKey key) {
        return refused.get(key);
    }

    /**
     * Takes these steps; one that fails holds up no other.
     *
     * @param ports of the steps: what failed there before counts no more
     * @param changes what gives a port up first, what takes one last
     */
    void apply(Set<ListenerKey> ports, List<ListenerChange<WantedListener>> changes) {
        refused.keySet().removeAll(ports);
        var startedNanos = System.nanoTime();
        var level = changes.size() > MANY_STEPS ? Level.DEBUG : Level.INFO;
        var needed = new HashSet<ListenerKey>();
        for (var change : changes) {
            if (change instanceof ListenerChange.Bind<WantedListener>(var listener)) {
                needed.add(socketOf(listener));
            }
        }
        var taken = new HashMap<ListenerKey, String>();
        var released = false;
        for (var change : changes) {
            if (change instanceof ListenerChange.Bind<?> && !released) {
                sockets.releaseIdle(needed);
                released = true;
            }
            try {
                apply(change, level, taken);
            } catch (RuntimeException e) {
                log.error("listener cannot be served", e);
                refuse(change.listener(), "cannot serve", e.toString());
            }
        }
        sockets.releaseIdle(Set.of());
        if (level == Level.DEBUG) {
            log.atInfo()
                    .addKeyValue("steps", changes.size())
                    .addKeyValue("listeners", running.size())
                    .addKeyValue(
                            "millis",
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos))
                    .log("listeners reconciled");
        }
    }

    /**
     * @param taken why a socket could not be bound a moment ago: it is tried once for all listeners
     */
    private void apply(
            ListenerChange<WantedListener> change, Level level, Map<ListenerKey, String> taken) {
        switch (change) {
            case ListenerChange.Unbind(var listener) -> {
                drain(running.remove(listener.key()));
                sockets.give(socketOf(listener));
                say(listener, level, "listener unbound");
            }
            case ListenerChange.Rebind(_, var listener) -> {
                drain(running.put(listener.key(), new ServedListener(listener, setting)));
                say(listener, level, "listener rebound");
            }
            case ListenerChange.Retarget(_, var listener) -> {
                var served = running.get(listener.key());
                if (served != null && served.retarget(listener)) {
                    say(listener, level, "listener retargeted");
                }
            }
            case ListenerChange.Bind(var listener) -> bind(listener, level, taken);
        }
    }

    private void bind(WantedListener listener, Level level, Map<ListenerKey, String> taken) {
        var key = listener.key();
        var socket = socketOf(listener);
        var before = taken.get(socket);
        if (before != null) {
            refuse(listener, "cannot bind", before);
            return;
        }
        // Known before the socket accepts, or its first clients would be strangers.
        running.put(key, new ServedListener(listener, setting));
        try {
            sockets.take(socket);
            say(listener, level, "listener bound");
        } catch (IOException | RuntimeException e) {
            var unbound = running.remove(key);
            if (unbound != null) {
                unbound.retire();
            }
            // Netty says: bind(..) failed with error(-98): Address already in use
            var reason = String.valueOf(e.getMessage()).replaceFirst("^.*\\): ", "");
            taken.put(socket, reason);
            refuse(listener, "cannot bind", reason);
        }
    }

    private void refuse(WantedListener listener, String what, String cause) {
        var failure =
                new ApplyFailure(
                        listener.listenerId(), "%s %s: %s".formatted(what, listener.key(), cause));
        refused.put(listener.key(), failure);
        meters.failed();
        log.atWarn()
                .addKeyValue("listener", listener.listenerId())
                .addKeyValue("address", listener.key())
                .addKeyValue("cause", cause)
                .log("listener not bound");
    }

    private ListenerKey socketOf(WantedListener listener) {
        return pools.socketFor(listener.key()).orElseThrow();
    }

    private void drain(@Nullable ServedListener listener) {
        if (listener != null) {
            listener.retire();
            var id = listener.target().acceleratorId();
            ListenerDrain.begin(
                    listener, setting.properties().drainTimeout(), () -> onDrained.accept(id));
        }
    }

    private static void say(WantedListener listener, Level level, String what) {
        log.atLevel(level)
                .addKeyValue("accelerator", listener.acceleratorId())
                .addKeyValue("listener", listener.listenerId())
                .addKeyValue("address", listener.key())
                .log(what);
    }
}
