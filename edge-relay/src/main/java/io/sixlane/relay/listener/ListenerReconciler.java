package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Route;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes the listeners that run those that the image wants. One thread does all of it; an image that
 * a later one overtakes is skipped.
 */
public final class ListenerReconciler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListenerReconciler.class);
    private static final Duration MAX_RETRY = Duration.ofSeconds(30);

    private final RelayProperties properties;
    private final AddressPools pools;
    private final ServedListener.Setting setting;
    private final RelayMeters meters;
    private final ReconcileObserver observer;
    private final InstantSource clock;
    private final ListenerSockets sockets;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-reconcile").daemon().factory());

    /** Looked up by event loops, changed by the reconciling thread. */
    private final Map<ListenerKey, ServedListener> running = new ConcurrentHashMap<>();

    private final Map<AcceleratorId, Said> said = new HashMap<>();
    private final AtomicReference<@Nullable ConfigurationImage> wanted = new AtomicReference<>();
    private volatile int accelerators;
    private boolean caughtUp;
    private Duration retryPause;
    private @Nullable Future<?> retry;

    /** Why there is nobody to ask about a client. */
    private enum Stranger {
        UNKNOWN_ADDRESS
    }

    private record Said(long revision, List<ApplyFailure> failures) {}

    ListenerReconciler(
            TcpPath tcp,
            UdpPath udp,
            ServedListener.Setting setting,
            ReconcileObserver observer,
            InstantSource clock) {
        this.properties = setting.properties();
        this.pools = new AddressPools(properties.pools(), udp.knowsDestination());
        this.setting = setting;
        this.meters = setting.meters();
        this.observer = observer;
        this.clock = clock;
        this.sockets =
                new ListenerSockets(
                        tcp, udp, protocol -> (local, client) -> admit(protocol, local, client));
        this.retryPause = properties.bindRetry();
    }

    /** Soon, on the reconciling thread. */
    public void reconcile(ConfigurationImage image) {
        wanted.set(image);
        thread.execute(this::turn);
    }

    /** Other relays came or went: each limit is shared with those that live now. */
    public void shareAnew() {
        thread.execute(() -> running.values().forEach(ServedListener::shareAnew));
    }

    public int listeners() {
        return running.size();
    }

    /** How many accelerators have an address in this relay's region. */
    public int accelerators() {
        return accelerators;
    }

    /** Stops accepting for good; open connections go on. Returns when every port is released. */
    @Override
    public void close() {
        thread.execute(() -> sockets.retain(Set.of()));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("ports not released in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
        var image = wanted.getAndSet(null);
        if (image == null) {
            return; // overtaken: a later image was reconciled already
        }
        retryPause = properties.bindRetry();
        reconcileNow(image);
    }

    private void reconcileNow(ConfigurationImage image) {
        if (retry != null) {
            retry.cancel(false);
        }
        var first = !caughtUp;
        try {
            var runningNow = new HashMap<ListenerKey, WantedListener>();
            running.forEach((key, listener) -> runningNow.put(key, listener.target()));
            var target = WantedListeners.of(image, properties.region(), pools, runningNow);
            var failures = new HashMap<>(target.failures());
            var bindFailed =
                    apply(ListenerChange.plan(runningNow, target.listeners()), target, failures);
            caughtUp = true;
            accelerators = target.accelerators().size();
            report(image, target, failures, first);
            if (bindFailed) {
                retryLater(image);
            }
        } catch (RuntimeException e) {
            meters.failed();
            log.error("reconciling failed, tried again", e);
            retryLater(image);
        }
    }

    private void retryLater(ConfigurationImage image) {
        retry =
                thread.schedule(
                        () -> reconcileNow(image), retryPause.toMillis(), TimeUnit.MILLISECONDS);
        var doubled = retryPause.multipliedBy(2);
        retryPause = doubled.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : doubled;
    }

    /** Whether a bind failed. */
    private boolean apply(
            List<ListenerChange> changes,
            WantedListeners target,
            Map<AcceleratorId, Set<ApplyFailure>> failures) {
        var needed = new HashSet<ListenerKey>();
        target.listeners().keySet().forEach(key -> pools.socketFor(key).ifPresent(needed::add));
        var released = false;
        var failed = false;
        for (var change : changes) {
            if (change instanceof ListenerChange.Bind && !released) {
                sockets.retain(needed);
                released = true;
            }
            var failure = apply(change);
            if (failure.isPresent()) {
                failed = true;
                meters.failed();
                failures.computeIfAbsent(
                                ((ListenerChange.Bind) change).listener().acceleratorId(),
                                _ -> new LinkedHashSet<>())
                        .add(failure.get());
            }
        }
        if (!released) {
            sockets.retain(needed);
        }
        return failed;
    }

    private Optional<ApplyFailure> apply(ListenerChange change) {
        switch (change) {
            case ListenerChange.Unbind(var listener) -> {
                drain(running.remove(listener.key()));
                say(listener, "listener unbound");
            }
            case ListenerChange.Rebind(_, var to) -> {
                drain(running.put(to.key(), new ServedListener(to, setting)));
                say(to, "listener rebound");
            }
            case ListenerChange.Retarget(var listener) -> {
                var served = running.get(listener.key());
                if (served != null) {
                    served.retarget(listener);
                }
                say(listener, "listener retargeted");
            }
            case ListenerChange.Bind(var listener) -> {
                return bind(listener);
            }
        }
        return Optional.empty();
    }

    private Optional<ApplyFailure> bind(WantedListener listener) {
        var key = listener.key();
        // Known before the socket accepts, or its first clients would be strangers.
        running.put(key, new ServedListener(listener, setting));
        try {
            sockets.ensure(pools.socketFor(key).orElseThrow());
            say(listener, "listener bound");
            return Optional.empty();
        } catch (IOException e) {
            running.remove(key);
            // Netty says: bind(..) failed with error(-98): Address already in use
            var reason = String.valueOf(e.getMessage()).replaceFirst("^.*\\): ", "");
            log.atWarn()
                    .addKeyValue("listener", listener.listenerId())
                    .addKeyValue("address", key)
                    .addKeyValue("cause", reason)
                    .log("listener not bound");
            return Optional.of(
                    new ApplyFailure(
                            listener.listenerId(), "cannot bind %s: %s".formatted(key, reason)));
        }
    }

    private void drain(@Nullable ServedListener listener) {
        if (listener != null) {
            var _ =
                    thread.schedule(
                            listener::resetOpen,
                            properties.drainTimeout().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void report(
            ConfigurationImage image,
            WantedListeners target,
            Map<AcceleratorId, Set<ApplyFailure>> failures,
            boolean first) {
        var here = new HashSet<AcceleratorId>();
        for (var accelerator : target.accelerators()) {
            here.add(accelerator.id());
            tell(
                    accelerator,
                    List.copyOf(failures.getOrDefault(accelerator.id(), Set.of())),
                    first ? Optional.empty() : Optional.of(accelerator.occurredAt()));
        }
        for (var gone : List.copyOf(said.keySet())) {
            var record = image.find(gone);
            if (!here.contains(gone)) {
                if (record != null) {
                    tell(record, List.of(), Optional.empty());
                }
                said.remove(gone);
            }
        }
    }

    private void tell(
            AcceleratorRecord record, List<ApplyFailure> failures, Optional<Instant> occurredAt) {
        var now = new Said(record.revision(), failures);
        var before = said.put(record.id(), now);
        if (now.equals(before)) {
            return;
        }
        if (failures.isEmpty()) {
            occurredAt.ifPresent(at -> meters.applied(Duration.between(at, clock.instant())));
        }
        observer.applied(record, failures);
    }

    private static void say(WantedListener listener, String what) {
        log.atInfo()
                .addKeyValue("accelerator", listener.acceleratorId())
                .addKeyValue("listener", listener.listenerId())
                .addKeyValue("address", listener.key())
                .log(what);
    }
}
