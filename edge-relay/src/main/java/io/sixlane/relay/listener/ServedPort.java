package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.plan.ForwardedPort;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.accesslist.AccessTable;
import io.sixlane.relay.bandwidth.Bandwidth;
import io.sixlane.relay.bandwidth.Bandwidths;
import io.sixlane.relay.endpoint.Candidate;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.flow.FlowOwner;
import io.sixlane.relay.flow.FlowRecorder;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.limit.ConnectionLimit;
import io.sixlane.relay.limit.ConnectionLimits;
import io.sixlane.relay.limit.ConnectionRates;
import io.sixlane.relay.limit.DescriptorShares;
import io.sixlane.relay.limit.ListenerGate;
import io.sixlane.relay.limit.LoopGuard;
import io.sixlane.relay.limit.RefusalCause;
import io.sixlane.relay.proxyprotocol.ConnectionTags;
import io.sixlane.relay.report.AcceleratorTraffic;
import io.sixlane.relay.report.AdmittedRevisions;
import io.sixlane.relay.report.ListenerCounters;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import io.sixlane.relay.route.Ways;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener that runs: admits connections and knows those that are open. */
final class ServedPort implements ListenerDrain.Draining {
    private static final Logger log = LoggerFactory.getLogger(ServedPort.class);

    /** Between two log lines about loops of a listener. */
    private static final long LOOP_LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Setting setting;
    private final ConnectionLimit limit;
    private final ListenerGate gate;
    private final Bandwidth bandwidth;
    private final AcceleratorTraffic traffic;
    private final ListenerCounters counters;
    private final AtomicInteger fromHost = new AtomicInteger();
    private final AtomicLong loopLoggedNanos = new AtomicLong(System.nanoTime() - LOOP_LOG_NANOS);
    private final Set<RelayedRoute> open = ConcurrentHashMap.newKeySet();
    private final EndpointRemovals removals;
    private volatile WantedPort target;
    private volatile EndpointChoice choice;
    private volatile ConnectionTags tags;
    private volatile FlowOwner owner;

    /** The parts that all listeners of a relay share. */
    record Setting(
            RelayProperties properties,
            EndpointResolver resolver,
            EndpointWatches watches,
            ConnectionLimits limits,
            DescriptorShares descriptors,
            ConnectionRates rates,
            Bandwidths bandwidths,
            LiveRelays relays,
            TrafficMeters traffic,
            RelayMeters meters,
            FlowRecorder flows,
            AdmittedRevisions revisions,
            LoopGuard loops,
            Ways ways) {}

    ServedPort(WantedPort target, Setting setting) {
        this.setting = setting;
        this.target = target;
        this.choice = choiceOf(target, null);
        this.tags = tagsOf(target);
        this.owner = ownerOf(target);
        this.removals = new EndpointRemovals(open);
        var protocol = target.key().protocol();
        this.limit = setting.limits().of(target.acceleratorId(), protocol);
        this.gate =
                new ListenerGate(
                        target.listenerId(),
                        protocol,
                        limit,
                        setting.descriptors(),
                        setting.rates());
        this.bandwidth =
                setting.bandwidths().listener(setting.bandwidths().of(target.acceleratorId()));
        this.traffic = setting.traffic().of(target.acceleratorId(), target.accelerator().account());
        this.counters = traffic.hold(target.listenerId());
        gate.change(accessOf(target), target.listener().effectiveLimits());
        shareLimits();
    }

    WantedPort target() {
        return target;
    }

    Setting setting() {
        return setting;
    }

    /** The tags that endpoints receive now. */
    ConnectionTags tags() {
        return tags;
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    /**
     * Sends later connections where {@code target} wants; open ones stay, except those to an
     * endpoint that is removed: they drain, unless it comes back in time.
     *
     * @return whether something of the listener itself is different
     */
    boolean retarget(WantedPort target) {
        var before = this.target;
        var differs = !before.listener().equals(target.listener());
        if (differs) {
            gate.change(accessOf(target), target.listener().effectiveLimits());
            // Closes the old choice last so that shared watches never stop.
            var choiceBefore = choice;
            this.choice = choiceOf(target, choiceBefore);
            choiceBefore.close();
        }
        this.tags = tagsOf(target);
        this.owner = ownerOf(target);
        this.target = target;
        shareLimits();
        if (differs) {
            removals.change(
                    DrainTimes.ofEndpoints(before, target, setting.properties().drainTimeout()),
                    target.endpoints());
        }
        return differs;
    }

    /** Takes this relay's share of each limit; open connections stay. */
    void shareLimits() {
        var serving = setting.relays().serving(target.regions());
        limit.change(Math.ceilDiv(target.maxConnections(), serving));
        var here = (double) setting.relays().serving(List.of(target.place().region()));
        setting.bandwidths()
                .of(target.acceleratorId())
                .change(target.place().bandwidthMbps() / here);
        var limits = target.listener().effectiveLimits();
        var own = limits.bandwidthMbps();
        bandwidth.change(own == null ? null : own / here);
        var each = limits.connectionBandwidthMbps();
        bandwidth.changeConnections(each == null ? null : each.doubleValue());
    }

    private static AccessTable accessOf(WantedPort target) {
        return AccessTable.of(target.listener().effectiveAccessLists());
    }

    /** Null when the client is refused: see {@link ListenerGate}. */
    @Nullable Route admit(InetSocketAddress accelerated, InetSocketAddress client) {
        var pass = gate.enter(client.getAddress(), this::refused);
        var hop = pass == null ? null : arrived(pass, accelerated, client);
        return pass == null || hop == null
                ? null
                : routeOf(
                        pass,
                        hop,
                        () -> {
                            var candidates = choice.choose(client.getAddress());
                            var hash = candidates.clientHash();
                            return route(pass, hop, candidates, hash, accelerated, client);
                        });
    }

    /**
     * Admits a session that another process admitted to an endpoint; null when the client is
     * refused or the endpoint is removed.
     */
    @Nullable Route readmit(
            InetSocketAddress accelerated, InetSocketAddress client, String destination) {
        var candidate = choice.find(ForwardedPort.EndpointAt.parse(destination));
        var pass = candidate == null ? null : gate.reenter(client.getAddress(), this::refused);
        var hop = pass == null ? null : arrived(pass, accelerated, client);
        if (candidate == null || pass == null || hop == null) {
            return null;
        }
        var only = List.of(candidate).iterator();
        return routeOf(pass, hop, () -> route(pass, hop, only, null, accelerated, client));
    }

    /** The place goes back when no route can be made. */
    private static Route routeOf(ListenerGate.Pass pass, LoopGuard.Hop hop, Supplier<Route> route) {
        try {
            return route.get();
        } catch (RuntimeException | Error e) {
            pass.giveBack();
            hop.ended();
            throw e;
        }
    }

    private Route route(
            ListenerGate.Pass pass,
            LoopGuard.Hop hop,
            Iterator<Candidate> candidates,
            @Nullable Long clientHash,
            InetSocketAddress accelerated,
            InetSocketAddress client) {
        return new RelayedRoute(
                this,
                target,
                pass,
                hop,
                candidates,
                clientHash,
                client.getAddress(),
                setting.flows().begin(owner, counters, client, accelerated));
    }

    /** Whether a client would now be sent somewhere else, which is healthy. */
    boolean hasHealthierThan(Candidate current, InetAddress address, InetAddress client) {
        var next = choice.choose(client);
        if (!next.hasNext()) {
            return false;
        }
        var chosen = next.next().condition();
        return chosen.isHealthy() && (chosen != current.condition() || !chosen.isHealthy(address));
    }

    /** Null for a connection that passed this relay too often. */
    private LoopGuard.@Nullable Hop arrived(
            ListenerGate.Pass pass, InetSocketAddress accelerated, InetSocketAddress client) {
        LoopGuard.Hop hop = null;
        try {
            hop = setting.loops().arrived(target.key().protocol(), client, accelerated, fromHost);
        } finally {
            if (hop == null) {
                pass.giveBack();
            }
        }
        if (hop == null) {
            refused(RefusalCause.CLIENT_CONNECTIONS);
            looped();
        }
        return hop;
    }

    /** Logs that a loop was ended. */
    private void looped() {
        var last = loopLoggedNanos.get();
        var now = System.nanoTime();
        if (now - last >= LOOP_LOG_NANOS && loopLoggedNanos.compareAndSet(last, now)) {
            log.atWarn()
                    .addKeyValue("accelerator", target.acceleratorId())
                    .addKeyValue("listener", target.listenerId())
                    .log("forwarding loop ended");
        }
    }

    private void refused(RefusalCause cause) {
        counters.refused(cause);
        setting.meters().refused(cause);
    }

    void opened(RelayedRoute route) {
        open.add(route);
    }

    void closed(RelayedRoute route) {
        open.remove(route);
    }

    private int connectionsTo(ForwardedPort.EndpointAt place) {
        return (int) open.stream().filter(route -> place.equals(route.endpoint())).count();
    }

    @Override
    public int openConnections() {
        return open.size();
    }

    @Override
    public void reset(int count) {
        open.stream().limit(count).forEach(RelayedRoute::drain);
    }

    /** How long its open connections stay when it is retired. */
    Duration drainTime() {
        return DrainTimes.ofListener(target, setting.properties().drainTimeout());
    }

    /** No connection is admitted after this; open ones stay. */
    void retire() {
        choice.close();
        traffic.release(counters);
    }

    Stream<FoundHealth> health(long nowNanos) {
        return choice.found(nowNanos, this::connectionsTo);
    }

    void connectNanos(Map<EndpointGroupId, Long> least) {
        choice.connectNanos(least);
    }

    private EndpointChoice choiceOf(WantedPort listener, @Nullable EndpointChoice before) {
        return new EndpointChoice(
                listener, setting.properties().region(), setting.watches(), before);
    }

    private ConnectionTags tagsOf(WantedPort listener) {
        return new ConnectionTags(
                listener.acceleratorId(), listener.revision(), setting.properties().id());
    }

    private static FlowOwner ownerOf(WantedPort listener) {
        return new FlowOwner(
                listener.accelerator().account(),
                listener.acceleratorId(),
                listener.revision(),
                listener.listenerId(),
                listener.key().protocol());
    }
}
