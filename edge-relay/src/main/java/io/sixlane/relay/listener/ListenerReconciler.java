package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.plan.ListenerChange;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

/**
 * Reconciles the running listeners with those that the image wants. One thread does all of it and
 * skips an image that a later one overtakes. The cost depends on the size of the change, not on the
 * number of running listeners.
 */
public final class ListenerReconciler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListenerReconciler.class);
    private static final Duration MAX_RETRY = Duration.ofSeconds(30);
    private static final int FORGET_MILLIS = 500;

    private final ServedPort.Setting setting;
    private final RelayMeters meters;
    private final RunningPorts running;
    private final ListenerSteps steps;
    private final AddressPools pools;
    private final ListenerClaims claims;
    private final ClaimFile claimFile;
    private final ApplyReports reports;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-reconcile").daemon().factory());

    private final AtomicReference<@Nullable ConfigurationImage> wanted = new AtomicReference<>();
    private volatile ConfigurationImage latest = ConfigurationImage.EMPTY;
    private volatile int accelerators;

    // Work that is left; failures stay.
    private ConfigurationImage image = ConfigurationImage.EMPTY;

    /** The image whose claims are held already; empty once one was reconciled. */
    private ConfigurationImage recalled = ConfigurationImage.EMPTY;

    private final Set<AcceleratorId> changed = new LinkedHashSet<>();
    private final Set<AcceleratorId> unreported = new LinkedHashSet<>();
    private final Set<ListenerKey> unsettled = new LinkedHashSet<>();

    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private Duration retryPause;
    private @Nullable Future<?> retry;

    ListenerReconciler(
            TcpPath tcp,
            UdpPath udp,
            InheritedSockets inherited,
            ServedPort.Setting setting,
            ReconcileObserver observer,
            InstantSource clock) {
        this.setting = setting;
        this.meters = setting.meters();
        this.reports = new ApplyReports(observer, meters, clock);
        var properties = setting.properties();
        this.pools =
                new AddressPools(
                        properties.pools(), properties.bindEachAddress(), udp.knowsDestination());
        this.claimFile = new ClaimFile(properties.stateFolder());
        this.claims = new ListenerClaims(properties.region(), pools, claimFile.load());
        this.running = new RunningPorts(meters);
        this.steps =
                new ListenerSteps(
                        running,
                        tcp,
                        udp,
                        inherited,
                        pools,
                        setting,
                        id -> soon(() -> forgetDrained(id)));
        this.retryPause = properties.bindRetry();
    }

    /** Reconciles soon, on the reconciling thread; does nothing once closed. */
    public void reconcile(ConfigurationImage image) {
        latest = image;
        wanted.set(image);
        soon(this::reconcileWanted);
    }

    /**
     * Takes the claims of an image that this relay served before its restart for the first ones;
     * nothing is served. To be called before {@link #reconcile}.
     */
    public void recall(ConfigurationImage before) {
        soon(
                () -> {
                    for (var id : inOrderOfChanges(before.differences(image), before)) {
                        claims.replace(id, before.find(id));
                        changed.add(id);
                    }
                    recalled = before;
                });
    }

    /** Serves these addresses from now on, and releases the ports of others. */
    public void servePools(List<IpPrefix> others) {
        soon(
                () -> {
                    if (pools.replace(others)) {
                        recalled = ConfigurationImage.EMPTY;
                        changed.addAll(claims.ids());
                        settle();
                    }
                });
    }

    /** Shares each limit with the relays that live now, after relays came or went. */
    public void shareLimits() {
        soon(running::shareLimits);
    }

    /** Completes when the first image was applied, as far as its ports were available. */
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
    public void lend(Consumer<LentSockets> borrower) {
        soon(() -> borrower.accept(steps.descriptors()));
    }

    /** The last image of {@link #reconcile}. Any thread. */
    ConfigurationImage latest() {
        return latest;
    }

    public int listeners() {
        return running.count();
    }

    /**
     * Health of endpoints that are checked, and of those that are ejected, by listener, group and
     * endpoint; nothing of accelerators without. Any thread.
     */
    public Map<AcceleratorId, List<EndpointHealth>> endpointHealth() {
        return running.endpointHealth(System.nanoTime());
    }

    /**
     * Moving average of the time to connect, of the nearest endpoint of each group that was
     * connected to or checked; 0 for others. Any thread.
     */
    public Map<EndpointGroupId, Long> connectNanos() {
        return running.connectNanos();
    }

    /**
     * Open connections of the listeners that run and have some, at most {@code most}, those of the
     * most connections first. Any thread.
     */
    public List<ListenerConnections> connections(int most) {
        return running.connections(most);
    }

    /** How many accelerators have an address in this relay's region. */
    public int accelerators() {
        return accelerators;
    }

    /**
     * Stops accepting permanently; open connections drain. Returns when every port is released, but
     * for those of UDP listeners with open sessions.
     */
    @Override
    public void close() {
        soon(steps::stop);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("ports not released in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void soon(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            log.debug("not done: the relay ends");
        }
    }

    private void reconcileWanted() {
        var next = wanted.getAndSet(null);
        if (next == null) {
            return; // overtaken: a later image was reconciled already
        }
        var startedNanos = System.nanoTime();
        retryPause = setting.properties().bindRetry();
        changed.addAll(inOrderOfChanges(next.differences(image), next));
        image = next;
        settle();
        recalled = ConfigurationImage.EMPTY;
        meters.reconciled(System.nanoTime() - startedNanos);
    }

    /** Older changes first: of claims that arrive together the older one wins. */
    private static List<AcceleratorId> inOrderOfChanges(
            Set<AcceleratorId> ids, ConfigurationImage image) {
        return ids.stream()
                .sorted(
                        Comparator.comparing(
                                        (AcceleratorId id) ->
                                                image.find(id) instanceof AcceleratorImage found
                                                        ? found.occurredAt()
                                                        : Instant.MIN)
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private void settle() {
        if (retry != null) {
            retry.cancel(false);
        }
        each(changed, this::claim);
        accelerators = claims.size();
        claimFile.save(claims.contested());
        try {
            apply();
        } catch (RuntimeException e) {
            failed(e);
            retryLater();
            return;
        }
        each(unreported, this::report);
        served.complete(null);
        if (!unsettled.isEmpty() || !changed.isEmpty() || !unreported.isEmpty()) {
            retryLater();
        }
    }

    /** Runs {@code step} for each accelerator; one that fails stays and blocks no other. */
    private void each(Set<AcceleratorId> accelerators, Consumer<AcceleratorId> step) {
        for (var all = accelerators.iterator(); all.hasNext(); ) {
            try {
                step.accept(all.next());
                all.remove();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void failed(RuntimeException cause) {
        meters.failed();
        log.error("reconciling failed, will retry", cause);
    }

    private void claim(AcceleratorId id) {
        var record = image.find(id);
        unsettled.addAll(
                record != null && record.equals(recalled.find(id))
                        ? claims.ports(id)
                        : claims.replace(id, record));
        unreported.add(id);
    }

    private @Nullable WantedPort wantedAt(ListenerKey key) {
        return claims.winner(key, running.at(key));
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

    private void apply() {
        for (var port : unsettled) {
            claims.claims(port).forEach(listener -> unreported.add(listener.acceleratorId()));
        }
        steps.apply(unsettled, ListenerChange.plan(unsettled, running::at, this::wantedAt));
        unsettled.clear();
        unsettled.addAll(steps.refused());
    }

    /** Connections that were reset at the end of a drain may still be closing. */
    private void forgetDrained(AcceleratorId id) {
        if (claims.find(id) == null && !forgetUnserved(id) && !thread.isShutdown()) {
            var _ = thread.schedule(() -> forgetDrained(id), FORGET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Returns false while the accelerator has an open connection. */
    private boolean forgetUnserved(AcceleratorId id) {
        if (!setting.limits().forgetIdle(id)) {
            return false;
        }
        setting.bandwidths().forget(id);
        setting.traffic().forget(id);
        return true;
    }

    private void report(AcceleratorId id) {
        var here = claims.find(id);
        if (here == null) {
            reports.removed(id, image.find(id));
            var _ = forgetUnserved(id);
        } else {
            reports.applied(here, failuresOf(here), served.isDone());
        }
    }

    private List<ApplyFailure> failuresOf(WantedPorts accelerator) {
        var failures = new LinkedHashSet<>(accelerator.failures());
        for (var listener : accelerator.listeners()) {
            var winner = wantedAt(listener.key());
            var failure = steps.failureAt(listener.key());
            if (winner != null && !winner.hasOwnerOf(listener)) {
                failures.add(listener.takenBy(winner));
            } else if (failure != null) {
                failures.add(failure);
            }
        }
        return List.copyOf(failures);
    }
}
