package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.accesslist.AccessTable;
import io.sixlane.relay.bandwidth.Bandwidth;
import io.sixlane.relay.bandwidth.Bandwidths;
import io.sixlane.relay.endpoint.Candidate;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.flow.Flow;
import io.sixlane.relay.flow.FlowOwner;
import io.sixlane.relay.flow.FlowRecorder;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.limit.ConnectionLimit;
import io.sixlane.relay.limit.ConnectionLimits;
import io.sixlane.relay.limit.ConnectionRates;
import io.sixlane.relay.limit.ListenerGate;
import io.sixlane.relay.limit.RefusalCause;
import io.sixlane.relay.proxyprotocol.ClientAddressHeader;
import io.sixlane.relay.proxyprotocol.ConnectionTags;
import io.sixlane.relay.report.AcceleratorTraffic;
import io.sixlane.relay.report.AdmittedRevisions;
import io.sixlane.relay.report.EndpointCounters;
import io.sixlane.relay.report.ListenerCounters;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import io.sixlane.relay.tcp.ByteBudget;
import io.sixlane.relay.tcp.ConnectFailure;
import io.sixlane.relay.tcp.Direction;
import io.sixlane.relay.tcp.DisconnectCause;
import io.sixlane.relay.tcp.Route;
import io.sixlane.relay.tcp.TcpMeasurement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A listener that runs: admits connections and knows those that are open. */
final class ServedListener implements ListenerDrain.Draining {
    private final Setting setting;
    private final ConnectionLimit limit;
    private final ListenerGate gate;
    private final Bandwidth bandwidth;
    private final AcceleratorTraffic traffic;
    private final ListenerCounters counters;
    private final Set<RelayedRoute> open = ConcurrentHashMap.newKeySet();
    private final Map<WantedListener.EndpointAt, Leaving> removals = new ConcurrentHashMap<>();
    private volatile WantedListener target;
    private volatile EndpointChoice choice;
    private volatile ConnectionTags tags;
    private volatile FlowOwner owner;

    /** What all listeners of a relay share. */
    record Setting(
            RelayProperties properties,
            EndpointResolver resolver,
            EndpointWatches watches,
            ConnectionLimits limits,
            ConnectionRates rates,
            Bandwidths bandwidths,
            LiveRelays relays,
            TrafficMeters traffic,
            RelayMeters meters,
            FlowRecorder flows,
            AdmittedRevisions revisions) {}

    ServedListener(WantedListener target, Setting setting) {
        this.setting = setting;
        this.target = target;
        this.choice = choiceOf(target);
        this.tags = tagsOf(target);
        this.owner = ownerOf(target);
        this.limit = setting.limits().of(target.acceleratorId());
        this.gate = new ListenerGate(target.listenerId(), limit, setting.rates());
        this.bandwidth =
                setting.bandwidths().listener(setting.bandwidths().of(target.acceleratorId()));
        this.traffic = setting.traffic().of(target.acceleratorId(), target.accelerator().account());
        this.counters = traffic.hold(target.listenerId());
        limitAs(target);
    }

    WantedListener target() {
        return target;
    }

    /**
     * Later connections go where {@code target} says; open ones stay, but for those to an endpoint
     * that is removed: they drain, unless it comes back in time.
     */
    void retarget(WantedListener target) {
        var removed = new HashSet<>(this.target.endpoints());
        removed.removeAll(target.endpoints());
        // What stays the same is watched all the time: the old one lets go last.
        var before = choice;
        this.choice = choiceOf(target);
        before.close();
        this.tags = tagsOf(target);
        this.owner = ownerOf(target);
        this.target = target;
        limitAs(target);
        removals.keySet().removeAll(target.endpoints());
        if (!removed.isEmpty()) {
            var leaving = new Leaving(open.stream().filter(r -> removed.contains(r.endpoint)));
            removed.forEach(endpoint -> removals.put(endpoint, leaving));
            ListenerDrain.begin(leaving, setting.properties().drainTimeout(), leaving::end);
        }
    }

    /** The other relays that live share the limits with this one; who is in stays in. */
    void shareAnew() {
        limitAs(target);
    }

    private void limitAs(WantedListener target) {
        var limits = target.listener().effectiveLimits();
        var serving = setting.relays().serving(target.regions());
        limit.change(Math.ceilDiv(target.maxConnections(), serving));
        gate.change(AccessTable.of(target.listener().effectiveAccessLists()), limits);
        var here = (double) setting.relays().serving(List.of(target.place().region()));
        setting.bandwidths()
                .of(target.acceleratorId())
                .change(target.place().bandwidthMbps() / here);
        var own = limits.bandwidthMbps();
        bandwidth.change(own == null ? null : own / here);
    }

    /** Null when the client is not let in: see {@link ListenerGate}. */
    @Nullable Route admit(InetSocketAddress accelerated, InetSocketAddress client) {
        var pass = gate.enter(client.getAddress(), this::refused);
        if (pass == null) {
            return null;
        }
        var candidates = choice.choose(client.getAddress());
        return new RelayedRoute(
                pass,
                candidates,
                candidates.clientHash(),
                setting.flows().begin(owner, counters, client, accelerated));
    }

    /**
     * A session that another process admitted to an endpoint; null when the client is not let in
     * any more or the endpoint is gone.
     */
    @Nullable Route readmit(
            InetSocketAddress accelerated, InetSocketAddress client, String destination) {
        var candidate = choice.find(WantedListener.EndpointAt.parse(destination));
        var pass = candidate == null ? null : gate.reenter(client.getAddress(), this::refused);
        return pass == null || candidate == null
                ? null
                : new RelayedRoute(
                        pass,
                        List.of(candidate).iterator(),
                        null,
                        setting.flows().begin(owner, counters, client, accelerated));
    }

    private void refused(RefusalCause cause) {
        counters.refused(cause);
        setting.meters().refused(cause);
    }

    @Override
    public int openConnections() {
        return open.size();
    }

    @Override
    public void reset(int count) {
        open.stream().limit(count).forEach(RelayedRoute::drain);
    }

    /** Connections to endpoints that were removed at once and did not come back since. */
    private final class Leaving implements ListenerDrain.Draining {
        private final List<RelayedRoute> routes;

        private Leaving(Stream<RelayedRoute> routes) {
            this.routes = new ArrayList<>(routes.toList());
        }

        @Override
        public int openConnections() {
            routes.removeIf(route -> !open.contains(route) || !isTo(route.endpoint));
            return routes.size();
        }

        private boolean isTo(WantedListener.@Nullable EndpointAt endpoint) {
            return endpoint != null && equals(removals.get(endpoint));
        }

        @Override
        public void reset(int count) {
            routes.stream().limit(count).forEach(RelayedRoute::drain);
        }

        private void end() {
            removals.values().removeIf(this::equals);
        }
    }

    /** No connection is admitted after this; open ones stay. */
    void retire() {
        choice.close();
        traffic.release(counters);
    }

    Stream<FoundHealth> health(long nowNanos) {
        return choice.found(nowNanos);
    }

    private EndpointChoice choiceOf(WantedListener listener) {
        return new EndpointChoice(listener, setting.properties().region(), setting.watches());
    }

    private ConnectionTags tagsOf(WantedListener listener) {
        return new ConnectionTags(
                listener.acceleratorId(), listener.revision(), setting.properties().id());
    }

    private static FlowOwner ownerOf(WantedListener listener) {
        return new FlowOwner(
                listener.accelerator().account(),
                listener.acceleratorId(),
                listener.revision(),
                listener.listenerId(),
                listener.key().protocol());
    }

    private final class EndpointDestination implements Route.Destination {
        private final RelayedRoute route;
        private final Candidate candidate;
        private final @Nullable Long clientHash;
        private volatile @Nullable InetAddress address;

        private EndpointDestination(
                RelayedRoute route, Candidate candidate, @Nullable Long clientHash) {
            this.route = route;
            this.candidate = candidate;
            this.clientHash = clientHash;
        }

        @Override
        public String id() {
            return at().toString();
        }

        private WantedListener.EndpointAt at() {
            return new WantedListener.EndpointAt(candidate.endpoint().address(), candidate.port());
        }

        @Override
        public CompletionStage<InetSocketAddress> address() {
            return setting.resolver()
                    .resolve(candidate.endpoint().address(), clientHash)
                    .thenApply(
                            found -> {
                                address = found;
                                return new InetSocketAddress(found, candidate.port());
                            });
        }

        @Override
        public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return ClientAddressHeader.of(
                    candidate.group().effectiveClientIp(),
                    target.key().protocol(),
                    client,
                    accelerated,
                    tags,
                    route.flow::connectionId);
        }

        @Override
        public void connected(Route.Leg leg, long nanos) {
            route.endpoint = at();
            route.flow.reached(counted(), leg);
            if (target.key().protocol() == Protocol.TCP) {
                candidate.condition().connected(nanos, System.nanoTime());
            }
        }

        private EndpointCounters.Key counted() {
            return new EndpointCounters.Key(
                    candidate.group().id(), candidate.group().region(), candidate.endpoint().id());
        }

        /** Datagrams say nothing about an endpoint: no success would follow a failure. */
        @Override
        public void failed(ConnectFailure cause) {
            route.flow.attemptFailed(counted(), cause);
            if (cause != ConnectFailure.EXHAUSTED && target.key().protocol() == Protocol.TCP) {
                candidate.condition().connectFailed(System.nanoTime());
                var tried = address;
                if (tried != null) {
                    setting.resolver().failed(candidate.endpoint().address(), tried);
                }
            }
        }
    }

    private final class RelayedRoute implements Route {
        private final ListenerGate.Pass pass;
        private final Iterator<Candidate> candidates;
        private final @Nullable Long clientHash;
        private final Flow flow;
        private final WantedListener admittedBy = target;
        private final Listener listener = admittedBy.listener();
        private volatile @Nullable OpenConnection connection;
        private AdmittedRevisions.@Nullable Count admitted;

        /** Where it goes; null until connected. */
        private volatile WantedListener.@Nullable EndpointAt endpoint;

        private RelayedRoute(
                ListenerGate.Pass pass,
                Iterator<Candidate> candidates,
                @Nullable Long clientHash,
                Flow flow) {
            this.pass = pass;
            this.candidates = candidates;
            this.clientHash = clientHash;
            this.flow = flow;
        }

        @Override
        public Iterable<Destination> destinations() {
            return () ->
                    new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return candidates.hasNext();
                        }

                        @Override
                        public Destination next() {
                            return new EndpointDestination(
                                    RelayedRoute.this, candidates.next(), clientHash);
                        }
                    };
        }

        @Override
        public Duration idleTimeout() {
            return Duration.ofSeconds(listener.effectiveIdleTimeoutSeconds());
        }

        @Override
        public @Nullable ByteBudget budget(Direction direction) {
            var own = listener.effectiveLimits().connectionBandwidthMbps();
            return bandwidth.budget(direction, own == null ? null : own.doubleValue());
        }

        @Override
        public void opened(OpenConnection connection) {
            this.connection = connection;
            open.add(this);
            admitted = setting.revisions().enter(admittedBy.acceleratorId(), admittedBy.revision());
            flow.opened(connection);
        }

        private void drain() {
            var still = connection;
            if (still != null) {
                still.reset(DisconnectCause.DRAINED);
            }
        }

        @Override
        public void connected(long nanos) {
            flow.connected(nanos);
        }

        @Override
        public void firstByte(long nanos) {
            flow.firstByte(nanos);
        }

        @Override
        public void bytesIn(int count) {
            flow.bytesIn(count);
        }

        @Override
        public void bytesOut(int count) {
            flow.bytesOut(count);
        }

        @Override
        public void measured(@Nullable TcpMeasurement client, @Nullable TcpMeasurement endpoint) {
            flow.measured(client, endpoint);
        }

        @Override
        public void closed(DisconnectCause cause) {
            pass.giveBack();
            open.remove(this);
            if (admitted != null) {
                admitted.leave();
            }
            flow.closed(cause);
        }
    }
}
