package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.plan.ForwardedPort;
import io.sixlane.relay.endpoint.Candidate;
import io.sixlane.relay.flow.Flow;
import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.limit.ListenerGate;
import io.sixlane.relay.limit.LoopGuard;
import io.sixlane.relay.proxyprotocol.ClientAddressHeader;
import io.sixlane.relay.report.AdmittedRevisions;
import io.sixlane.relay.report.EndpointCounters;
import io.sixlane.relay.route.Way;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The route of one connection or session that a listener admitted, by the configuration of that
 * moment.
 */
final class RelayedRoute implements Route {
    private static final long LOOK_NANOS = 200_000_000;

    private final ServedPort served;
    private final ListenerGate.Pass pass;
    private final LoopGuard.Hop hop;
    private final Iterator<Candidate> candidates;
    private final @Nullable Long clientHash;
    private final InetAddress client;
    private final Flow flow;
    private final WantedPort admittedBy;
    private final Listener listener;
    private volatile @Nullable OpenConnection connection;
    private AdmittedRevisions.@Nullable Count admitted;
    private volatile ForwardedPort.@Nullable EndpointAt endpoint;
    private @Nullable Reached reached;

    /** The group that a connection went straight to; null for others. */
    private @Nullable EndpointGroupId direct;

    private long lookedNanos;

    /** The endpoint of a session's datagrams. */
    private record Reached(Candidate candidate, InetAddress address) {
        private boolean isHealthy() {
            return candidate.condition().isHealthy() && candidate.condition().isHealthy(address);
        }
    }

    RelayedRoute(
            ServedPort served,
            WantedPort admittedBy,
            ListenerGate.Pass pass,
            LoopGuard.Hop hop,
            Iterator<Candidate> candidates,
            @Nullable Long clientHash,
            InetAddress client,
            Flow flow) {
        this.served = served;
        this.admittedBy = admittedBy;
        this.listener = admittedBy.listener();
        this.pass = pass;
        this.hop = hop;
        this.candidates = candidates;
        this.clientHash = clientHash;
        this.client = client;
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
                        return new EndpointDestination(candidates.next());
                    }
                };
    }

    @Override
    public Duration idleTimeout() {
        return Duration.ofSeconds(listener.effectiveIdleTimeoutSeconds());
    }

    @Override
    public @Nullable ByteBudget budget(Direction direction) {
        return served.bandwidth().budget(direction);
    }

    @Override
    public void opened(OpenConnection connection) {
        this.connection = connection;
        served.opened(this);
        admitted =
                served.setting()
                        .revisions()
                        .enter(admittedBy.acceleratorId(), admittedBy.revision());
        flow.opened(connection);
    }

    /** Resets it, if it is still open. */
    void drain() {
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
        var to = direct;
        if (endpoint != null && to != null) {
            served.setting().ways().measuredDirect(to, endpoint);
        }
    }

    @Override
    public void closed(DisconnectCause cause) {
        pass.giveBack();
        hop.ended();
        served.closed(this);
        if (admitted != null) {
            admitted.leave();
        }
        flow.closed(cause);
    }

    /** Looks for another endpoint at most five times a second, and only while its own is down. */
    @Override
    public boolean shouldMove() {
        var at = reached;
        if (at == null || at.isHealthy()) {
            return false;
        }
        var nowNanos = System.nanoTime();
        if (nowNanos - lookedNanos < LOOK_NANOS) {
            return false;
        }
        lookedNanos = nowNanos;
        return served.hasHealthierThan(at.candidate(), at.address(), client);
    }

    /** The endpoint; null until connected. */
    ForwardedPort.@Nullable EndpointAt endpoint() {
        return endpoint;
    }

    /** One endpoint that is tried. */
    private final class EndpointDestination implements Destination {
        private final Candidate candidate;
        private volatile @Nullable InetAddress address;

        private EndpointDestination(Candidate candidate) {
            this.candidate = candidate;
        }

        @Override
        public String id() {
            return at().toString();
        }

        private ForwardedPort.EndpointAt at() {
            return new ForwardedPort.EndpointAt(candidate.endpoint().address(), candidate.port());
        }

        @Override
        public CompletionStage<InetSocketAddress> address() {
            return served.setting()
                    .resolver()
                    .resolve(
                            candidate.endpoint().address(),
                            candidate.port(),
                            clientHash,
                            candidate.condition()::isHealthy)
                    .thenApply(
                            found -> {
                                address = found;
                                var endpoint = new InetSocketAddress(found, candidate.port());
                                hop.aims(listener.protocol(), endpoint);
                                return endpoint;
                            });
        }

        @Override
        public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return ClientAddressHeader.of(
                    candidate.group().effectiveClientIp(),
                    listener.protocol(),
                    client,
                    accelerated,
                    served.tags(),
                    flow::connectionId);
        }

        @Override
        public void connected(Upstream upstream, long nanos) {
            endpoint = at();
            if (listener.protocol() == Protocol.UDP) {
                reached = new Reached(candidate, upstream.endpoint().getAddress());
                lookedNanos = System.nanoTime() - LOOK_NANOS;
            }
            flow.reached(counted(), upstream);
            if (listener.protocol() == Protocol.TCP) {
                if (upstream.way().isEmpty()) {
                    direct = candidate.group().id();
                    candidate.condition().connected(nanos, System.nanoTime());
                } else {
                    candidate.condition().reached(System.nanoTime());
                }
            }
        }

        @Override
        public List<List<String>> ways() {
            return served
                    .setting()
                    .ways()
                    .to(admittedBy.acceleratorId(), candidate.group())
                    .stream()
                    .map(Way::relayIds)
                    .toList();
        }

        @Override
        public CarriedFlow carried() {
            var id = ByteBuffer.wrap(flow.connectionId());
            return new CarriedFlow(
                    new UUID(id.getLong(), id.getLong()),
                    admittedBy.acceleratorId().toString(),
                    admittedBy.revision(),
                    listener.id().toString(),
                    admittedBy.port(),
                    candidate.group().id().toString(),
                    candidate.endpoint().id().toString(),
                    admittedBy.bytesPerSecond());
        }

        private EndpointCounters.Key counted() {
            return new EndpointCounters.Key(
                    candidate.group().id(), candidate.group().region(), candidate.endpoint().id());
        }

        @Override
        public void failed(ConnectFailure cause) {
            flow.attemptFailed(counted(), cause);
            if (cause == ConnectFailure.EXHAUSTED) {
                return;
            }
            if (countsAgainstEndpoint(cause)) {
                candidate.condition().connectFailed(System.nanoTime());
            }
            var tried = address;
            if (tried != null) {
                served.setting().resolver().failed(candidate.endpoint().address(), tried);
            }
        }

        /** A refused datagram must not eject an endpoint, since no success would bring it back. */
        private boolean countsAgainstEndpoint(ConnectFailure cause) {
            return listener.protocol() == Protocol.TCP || cause == ConnectFailure.UNREACHABLE;
        }
    }
}
