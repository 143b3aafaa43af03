package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Route;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes the listeners that run those that the image wants. One thread does all of it; an image that
 * a later one overtakes is skipped. What it costs depends on how much changes, not on how much
 * runs.
 */
public final class ListenerReconciler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListenerReconciler.class);
    private static final Duration MAX_RETRY = Duration.ofSeconds(30);

    /** More steps than this at once are logged as one line. */
    private static final int MANY_STEPS = 100;

    private final RelayProperties properties;
    private final AddressPools pools;
    private final ServedListener.Setting setting;
    private final RelayMeters meters;
    private final ListenerSockets sockets;
    private final ListenerClaims claims;
    private final ApplyReports reports;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-reconcile").daemon().factory());

    /** Looked up by event loops, changed by the reconciling thread. */
    private final Map<ListenerKey, ServedListener> running = new ConcurrentHashMap<>();

    private final AtomicReference<@Nullable ConfigurationImage> wanted = new AtomicReference<>();
    private volatile int accelerators;

    // What is left to do; what fails stays in there.
    private ConfigurationImage image = ConfigurationImage.EMPTY;
    private final Set<AcceleratorId> changed = new LinkedHashSet<>();
    private final Set<AcceleratorId> untold = new LinkedHashSet<>();
    private final Set<ListenerKey> unsettled = new LinkedHashSet<>();

    /** Why a port could not be taken when it was tried last. */
    private final Map<ListenerKey, ApplyFailure> refused = new HashMap<>();

    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private Duration retryPause;
    private @Nullable Future<?> retry;

    /** Why there is nobody to ask about a client. */
    private enum Stranger {
        UNKNOWN_ADDRESS
    }

    ListenerReconciler(
            TcpPath tcp,
            UdpPath udp,
            InheritedSockets inherited,
            ServedListener.Setting setting,
            ReconcileObserver observer,
            InstantSource clock) {
        this.properties = setting.properties();
        this.pools = new AddressPools(properties.pools(), udp.knowsDestination());
        this.setting = setting;
        this.meters = setting.meters();
        this.reports = new ApplyReports(observer, meters, clock);
        this.claims = new ListenerClaims(properties.region(), pools);
        this.sockets =
                new ListenerSockets(
                        tcp,
                        udp,
                        inherited,
                        protocol -> (local, client) -> admit(protocol, local, client));
        this.retryPause = properties.bindRetry();
    }

    /** Soon, on the reconciling thread; nothing once this is closed. */
    public void reconcile(ConfigurationImage image) {
        wanted.set(image);
        soon(this::turn);
    }

    /** Other relays came or went: each limit is shared with those that live now. */
    public void shareAnew() {
        soon(() -> running.values().forEach(ServedListener::shareAnew));
    }

    /** Done when the first image was applied, as far as its ports could be had. */
    public CompletionStage<Void> served() {
        return served.minimalCompletionStage();
    }

    /** Tries again at once what could not be done. */
    public void retryNow() {
        soon(this::settle);
    }

    /**
     * Shows the listening descriptors, none of which changes before {@code borrower} returns, on
     * the reconciling thread; not once this is closed.
     */
    public void lend(Consumer<List<Integer>> borrower) {
        soon(() -> borrower.accept(sockets.descriptors()));
    }

    public int listeners() {
        return running.size();
    }

    /**
     * What is found at endpoints that are checked, and at those that are ejected, by listener,
     * group and endpoint; nothing of accelerators without. Any thread.
     */
    public Map<AcceleratorId, List<EndpointHealth>> endpointHealth() {
        var now = System.nanoTime();
        var found = new HashMap<AcceleratorId, List<FoundHealth>>();
        for (var listener : running.values()) {
            listener.health(now)
                    .forEach(
                            one ->
                                    found.computeIfAbsent(
                                                    listener.target().acceleratorId(),
                                                    _ -> new ArrayList<>())
                                            .add(one));
        }
        var joined = new HashMap<AcceleratorId, List<EndpointHealth>>();
        found.forEach((id, list) -> joined.put(id, FoundHealth.joined(list.stream(), now)));
        return joined;
    }

    /** How many accelerators have an address in this relay's region. */
    public int accelerators() {
        return accelerators;
    }

    /**
     * Stops accepting for good; open connections drain. Returns when every port is released, but
     * for those of UDP listeners with open sessions.
     */
    @Override
    public void close() {
        soon(this::stop);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("ports not released in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        sockets.releaseAll();
        running.values().forEach(l -> ListenerDrain.begin(l, properties.drainTimeout(), () -> {}));
    }

    private void soon(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            log.debug("not done: the relay ends");
        }
    }

    private @Nullable Route admit(
            Protocol protocol, InetSocketAddress local, InetSocketAddress client) {
        var listener = running.get(ListenerKey.of(protocol, local));
        if (listener == null) {
            meters.refused(Stranger.UNKNOWN_ADDRESS);
            return null;
        }
        return listener.admit(client.getAddress());
    }

    private void turn() {
        var next = wanted.getAndSet(null);
        if (next == null) {
            return; // overtaken: a later image was reconciled already
        }
        retryPause = properties.bindRetry();
        changed.addAll(next.differences(image));
        image = next;
        settle();
    }

    private void settle() {
        if (retry != null) {
            retry.cancel(false);
        }
        try {
            for (var id : changed) {
                untold.add(id);
                unsettled.addAll(claims.replace(id, image.find(id)));
            }
            changed.clear();
            accelerators = claims.size();
            apply(ListenerChange.plan(unsettled, this::runningAt, this::wantedAt));
            report();
            served.complete(null);
        } catch (RuntimeException e) {
            meters.failed();
            log.error("reconciling failed, tried again", e);
            retryLater();
            return;
        }
        if (!unsettled.isEmpty()) {
            retryLater();
        }
    }

    private @Nullable WantedListener runningAt(ListenerKey key) {
        var listener = running.get(key);
        return listener == null ? null : listener.target();
    }

    private @Nullable WantedListener wantedAt(ListenerKey key) {
        return claims.winner(key, runningAt(key));
    }

    private void retryLater() {
        if (thread.isShutdown()) {
            return;
        }
        try {
            retry = thread.schedule(this::settle, retryPause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            log.debug("not tried again: the relay ends");
        }
        var doubled = retryPause.multipliedBy(2);
        retryPause = doubled.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : doubled;
    }

    private void apply(List<ListenerChange> changes) {
        var level = changes.size() > MANY_STEPS ? Level.DEBUG : Level.INFO;
        for (var port : unsettled) {
            claims.claims(port).forEach(listener -> untold.add(listener.acceleratorId()));
            refused.remove(port);
        }
        var needed = new HashSet<ListenerKey>();
        for (var change : changes) {
            if (change instanceof ListenerChange.Bind(var listener)) {
                needed.add(socketOf(listener));
            }
        }
        var taken = new HashMap<ListenerKey, String>();
        var released = false;
        for (var change : changes) {
            if (change instanceof ListenerChange.Bind && !released) {
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
        unsettled.clear();
        unsettled.addAll(refused.keySet());
        if (level == Level.DEBUG) {
            log.atInfo()
                    .addKeyValue("steps", changes.size())
                    .addKeyValue("listeners", running.size())
                    .addKeyValue("accelerators", claims.size())
                    .log("listeners reconciled");
        }
    }

    /**
     * @param taken why a socket could not be bound a moment ago: it is tried once for all listeners
     */
    private void apply(ListenerChange change, Level level, Map<ListenerKey, String> taken) {
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
            case ListenerChange.Retarget(var listener) -> {
                var served = running.get(listener.key());
                if (served != null) {
                    served.retarget(listener);
                }
                say(listener, level, "listener retargeted");
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

    /** Reported and tried again. */
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
                    listener, properties.drainTimeout(), () -> soon(() -> forgetUnserved(id)));
        }
    }

    /** Counts go on while a connection of the accelerator may be open. */
    private void forgetUnserved(AcceleratorId id) {
        if (claims.find(id) == null) {
            setting.limits().forget(id);
            setting.bandwidths().forget(id);
            setting.traffic().forget(id);
        }
    }

    private void report() {
        for (var id : untold) {
            var here = claims.find(id);
            if (here == null) {
                reports.tellGone(id, image.find(id));
            } else {
                reports.tell(here, failuresOf(here), served.isDone());
            }
        }
        untold.clear();
    }

    private List<ApplyFailure> failuresOf(WantedListeners accelerator) {
        var failures = new LinkedHashSet<>(accelerator.failures());
        for (var listener : accelerator.listeners()) {
            var winner = wantedAt(listener.key());
            var failure = refused.get(listener.key());
            if (winner != null && !winner.hasOwnerOf(listener)) {
                failures.add(listener.takenBy(winner));
            } else if (failure != null) {
                failures.add(failure);
            }
        }
        return List.copyOf(failures);
    }

    private static void say(WantedListener listener, Level level, String what) {
        log.atLevel(level)
                .addKeyValue("accelerator", listener.acceleratorId())
                .addKeyValue("listener", listener.listenerId())
                .addKeyValue("address", listener.key())
                .log(what);
    }
}
