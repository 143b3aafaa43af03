package io.sixlane.relay.listener;

import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.report.RelayMeters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The route of a flow that another relay handed over, to its endpoint or to the next relay. The
 * relay that accepted the client limits and counts it.
 */
final class CarriedRoute implements Route {
    private final RelayMeters meters;
    private final @Nullable Duration idleTimeout;
    private final Destination destination;

    CarriedRoute(
            String endpoint,
            int port,
            Open open,
            @Nullable Duration idleTimeout,
            EndpointResolver resolver,
            RelayMeters meters) {
        this.idleTimeout = idleTimeout;
        this.meters = meters;
        this.destination = new Endpoint(endpoint, port, open, resolver);
    }

    @Override
    public List<Destination> destinations() {
        return List.of(destination);
    }

    @Override
    public void opened(OpenConnection connection) {
        meters.carriedOpened();
    }

    @Override
    public void connected(long nanos) {
        // counted where the client is
    }

    @Override
    public void firstByte(long nanos) {
        // counted where the client is
    }

    @Override
    public void bytesIn(int count) {
        meters.carried(count);
    }

    @Override
    public void bytesOut(int count) {
        meters.carried(count);
    }

    @Override
    public @Nullable Duration idleTimeout() {
        return idleTimeout;
    }

    @Override
    public void closed(DisconnectCause cause) {
        meters.carriedClosed();
    }

    private static final class Endpoint implements Destination {
        private final String endpoint;
        private final int port;
        private final Open open;
        private final EndpointResolver resolver;
        private volatile @Nullable InetAddress tried;

        Endpoint(String endpoint, int port, Open open, EndpointResolver resolver) {
            this.endpoint = endpoint;
            this.port = port;
            this.open = open;
            this.resolver = resolver;
        }

        @Override
        public CompletionStage<InetSocketAddress> address() {
            return resolver.resolve(endpoint, port, null, _ -> true)
                    .thenApply(
                            found -> {
                                tried = found;
                                return new InetSocketAddress(found, port);
                            });
        }

        @Override
        public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return open.preface();
        }

        @Override
        public List<List<String>> ways() {
            return open.nextRelay().isEmpty() ? DIRECT : List.of(List.of(open.nextRelay()));
        }

        @Override
        public CarriedFlow carried() {
            return open.flow();
        }

        @Override
        public void failed(ConnectFailure cause) {
            var failed = tried;
            if (failed != null && cause != ConnectFailure.EXHAUSTED) {
                resolver.failed(endpoint, failed);
            }
        }
    }
}
