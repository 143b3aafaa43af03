package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.accesslist.AccessTable;
import io.sixlane.relay.bandwidth.Bandwidth;
import io.sixlane.relay.bandwidth.Bandwidths;
import io.sixlane.relay.endpoint.Candidate;
import io.sixlane.relay.endpoint.Choices;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.fleet.LiveRelays;
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
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import io.sixlane.relay.tcp.ByteBudget;
import io.sixlane.relay.tcp.ConnectFailure;
import io.sixlane.relay.tcp.Direction;
import io.sixlane.relay.tcp.DisconnectCause;
import io.sixlane.relay.tcp.Route;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A listener that runs: admits connections and knows those that are open. */
final class ServedListener {
    private final Setting setting;
    private final ConnectionLimit limit;
    private final ListenerGate gate;
    private final Bandwidth bandwidth;
    private final AcceleratorTraffic traffic;
    private final Set<Route.OpenConnection> open = ConcurrentHashMap.newKeySet();
    private volatile WantedListener target;
    private volatile EndpointChoice choice;
    private volatile ConnectionTags tags;

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
            AdmittedRevisions revisions) {}

    ServedListener(WantedListener target, Setting setting) {
        this.setting = setting;
        this.target = target;
        this.choice = choiceOf(target);
        this.tags = tagsOf(target);
        this.limit = setting.limits().of(target.acceleratorId());
        this.gate = new ListenerGate(target.listenerId(), limit, setting.rates());
        this.bandwidth =
                setting.bandwidths().listener(setting.bandwidths().of(target.acceleratorId()));
        this.traffic = setting.traffic().of(target.acceleratorId());
        limitAs(target);
    }

    WantedListener target() {
        return target;
    }

    /** Later connections go where {@code target} says; open ones stay. */
    void retarget(WantedListener target) {
        // What stays the same is watched all the time: the old one lets go last.
        var before = choice;
        this.choice = choiceOf(target);
        before.close();
        this.tags = tagsOf(target);
        this.target = target;
        limitAs(target);
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
    @Nullable Route admit(InetAddress client) {
        var pass = gate.enter(client, this::refused);
        return pass == null ? null : new RelayedRoute(pass, choice.choose(client));
    }

    private void refused(RefusalCause cause) {
        traffic.refused();
        setting.meters().refused(cause);
    }

    int openConnections() {
        return open.size();
    }

    /** Resets {@code count} open connections, or all if there are fewer. */
    void reset(int count) {
        open.stream().limit(count).forEach(each -> each.reset(DisconnectCause.DRAINED));
    }

    /** No connection is admitted after this; open ones stay. */
    void retire() {
        choice.close();
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

    private final class EndpointDestination implements Route.Destination {
        private final Candidate candidate;
        private final @Nullable Long clientHash;
        private volatile @Nullable InetAddress address;

        private EndpointDestination(Candidate candidate, @Nullable Long clientHash) {
            this.candidate = candidate;
            this.clientHash = clientHash;
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
                    tags);
        }

        @Override
        public void connected(Route.Leg leg, long nanos) {
            candidate.condition().connected(nanos, System.nanoTime());
        }

        /** Datagrams say nothing about an endpoint: no success would follow a failure. */
        @Override
        public void failed(ConnectFailure cause) {
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
        private final Choices candidates;
        private final WantedListener admittedBy = target;
        private final Listener listener = admittedBy.listener();
        private @Nullable OpenConnection connection;
        private AdmittedRevisions.@Nullable Count admitted;

        private RelayedRoute(ListenerGate.Pass pass, Choices candidates) {
            this.pass = pass;
            this.candidates = candidates;
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
                                    candidates.next(), candidates.clientHash());
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
            open.add(connection);
            admitted = setting.revisions().enter(admittedBy.acceleratorId(), admittedBy.revision());
            traffic.opened();
            setting.meters().opened();
        }

        @Override
        public void connected(long nanos) {
            traffic.connected(nanos);
            setting.meters().connected(nanos);
        }

        @Override
        public void firstByte(long nanos) {
            traffic.firstByte(nanos);
        }

        @Override
        public void bytesIn(int count) {
            traffic.bytesIn(count);
            setting.meters().bytesIn(count);
        }

        @Override
        public void bytesOut(int count) {
            traffic.bytesOut(count);
            setting.meters().bytesOut(count);
        }

        @Override
        public void closed(DisconnectCause cause) {
            pass.giveBack();
            if (connection != null) {
                open.remove(connection);
            }
            if (admitted != null) {
                admitted.leave();
            }
            if (cause == DisconnectCause.NO_ENDPOINT) {
                traffic.failed();
            }
            traffic.closed();
            setting.meters().closed(cause);
        }
    }
}
