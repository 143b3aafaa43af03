package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.plan.ListenerChange;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes the steps of a plan: binds, retargets and releases. Used by the reconciling thread alone.
 */
final class ListenerSteps {
    private static final Logger log = LoggerFactory.getLogger(ListenerSteps.class);

    /** More steps than this at once are logged as one line. */
    private static final int MANY_STEPS = 100;

    private final ServedPort.Setting setting;
    private final RelayMeters meters;
    private final AddressPools pools;
    private final ListenerSockets sockets;
    private final Consumer<AcceleratorId> onDrained;
    private final RunningPorts running;

    /** The socket of each port that runs: pools that change later do not change it. */
    private final Map<ListenerKey, ListenerKey> taken = new HashMap<>();

    /** Why a port could not be taken when it was tried last. */
    private final Map<ListenerKey, ApplyFailure> refused = new HashMap<>();

    /**
     * @param onDrained called on some thread when a listener of that accelerator that runs no more
     *     has no connection any more
     */
    ListenerSteps(
            RunningPorts running,
            TcpPath tcp,
            UdpPath udp,
            InheritedSockets inherited,
            AddressPools pools,
            ServedPort.Setting setting,
            Consumer<AcceleratorId> onDrained) {
        this.running = running;
        this.setting = setting;
        this.meters = setting.meters();
        this.pools = pools;
        this.onDrained = onDrained;
        this.sockets = new ListenerSockets(tcp, udp, inherited, running::admission);
    }

    LentSockets descriptors() {
        return new LentSockets(
                sockets.descriptors(Protocol.TCP), sockets.descriptors(Protocol.UDP));
    }

    /** Accepts no more, at once; open connections drain. */
    void stop() {
        sockets.releaseAll();
        running.all()
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
     * Takes these steps; one that fails blocks no other.
     *
     * @param ports of the steps: what failed there before counts no more
     * @param changes what gives a port up first, what takes one last
     */
    void apply(Set<ListenerKey> ports, List<ListenerChange<WantedPort>> changes) {
        refused.keySet().removeAll(ports);
        var startedNanos = System.nanoTime();
        var level = changes.size() > MANY_STEPS ? Level.DEBUG : Level.INFO;
        var needed = new HashSet<ListenerKey>();
        for (var change : changes) {
            if (change instanceof ListenerChange.Bind<WantedPort>(var listener)) {
                needed.add(socketOf(listener));
            }
        }
        var failed = new HashMap<ListenerKey, String>();
        var released = false;
        for (var change : changes) {
            if (change instanceof ListenerChange.Bind<?> && !released) {
                sockets.releaseIdle(needed);
                released = true;
            }
            try {
                apply(change, level, failed);
            } catch (RuntimeException e) {
                log.error("listener cannot be served", e);
                refuse(change.listener(), "cannot serve", e.toString());
            }
        }
        sockets.releaseIdle(Set.of());
        if (level == Level.DEBUG) {
            log.atInfo()
                    .addKeyValue("steps", changes.size())
                    .addKeyValue("listeners", running.count())
                    .addKeyValue(
                            "millis",
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos))
                    .log("listeners reconciled");
        }
    }

    /**
     * @param failed why a socket could not be bound a moment ago: it is tried once for all
     *     listeners
     */
    private void apply(
            ListenerChange<WantedPort> change, Level level, Map<ListenerKey, String> failed) {
        switch (change) {
            case ListenerChange.Unbind(var listener) -> {
                drain(running.remove(listener.key()));
                var socket = taken.remove(listener.key());
                if (socket != null) {
                    sockets.give(socket);
                }
                logStep(listener, level, "listener unbound");
            }
            case ListenerChange.Rebind(_, var listener) -> {
                drain(running.put(listener.key(), new ServedPort(listener, setting)));
                logStep(listener, level, "listener rebound");
            }
            case ListenerChange.Retarget(_, var listener) -> {
                var served = running.served(listener.key());
                if (served != null && served.retarget(listener)) {
                    logStep(listener, level, "listener retargeted");
                }
            }
            case ListenerChange.Bind(var listener) -> bind(listener, level, failed);
        }
    }

    private void bind(WantedPort listener, Level level, Map<ListenerKey, String> failed) {
        var key = listener.key();
        var socket = socketOf(listener);
        var before = failed.get(socket);
        if (before != null) {
            refuse(listener, "cannot bind", before);
            return;
        }
        // Known before the socket accepts, or its first clients would find no listener.
        running.put(key, new ServedPort(listener, setting));
        try {
            sockets.take(socket);
            taken.put(key, socket);
            logStep(listener, level, "listener bound");
        } catch (IOException | RuntimeException e) {
            var unbound = running.remove(key);
            if (unbound != null) {
                unbound.retire();
            }
            // Netty reports: bind(..) failed with error(-98): Address already in use
            var reason = String.valueOf(e.getMessage()).replaceFirst("^.*\\): ", "");
            failed.put(socket, reason);
            refuse(listener, "cannot bind", reason);
        }
    }

    private void refuse(WantedPort listener, String what, String cause) {
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

    private ListenerKey socketOf(WantedPort listener) {
        return pools.socketFor(listener.key()).orElseThrow();
    }

    private void drain(@Nullable ServedPort listener) {
        if (listener != null) {
            listener.retire();
            var id = listener.target().acceleratorId();
            ListenerDrain.begin(listener, listener.drainTime(), () -> onDrained.accept(id));
        }
    }

    private static void logStep(WantedPort listener, Level level, String what) {
        log.atLevel(level)
                .addKeyValue("accelerator", listener.acceleratorId())
                .addKeyValue("listener", listener.listenerId())
                .addKeyValue("address", listener.key())
                .log(what);
    }
}
