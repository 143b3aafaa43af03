package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DelegatingRoute;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.Opened;
import io.sixlane.relay.lane.Refusal;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The route of a flow that arrived over a lane: reports its outcome to the other relay. */
final class ReportingRoute extends DelegatingRoute {
    /** Longer than the ingress's timeout, which ends the flow first. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Route route;
    private final LaneLeg leg;

    ReportingRoute(Route route, LaneLeg leg) {
        super(route);
        this.route = route;
        this.leg = leg;
    }

    @Override
    public Iterable<Destination> destinations() {
        var each = route.destinations().iterator();
        return () ->
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Destination next() {
                        return new Reported(each.next(), leg);
                    }
                };
    }

    @Override
    public @Nullable Duration idleTimeout() {
        var own = route.idleTimeout();
        return own == null ? null : own.plus(LATER);
    }

    private record Reported(Destination destination, LaneLeg leg) implements Destination {
        @Override
        public CompletionStage<InetSocketAddress> address() {
            return destination.address();
        }

        @Override
        public String id() {
            return destination.id();
        }

        @Override
        public byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return destination.preface(client, accelerated);
        }

        @Override
        public List<List<String>> ways() {
            return destination.ways();
        }

        @Override
        public @Nullable CarriedFlow carried() {
            return destination.carried();
        }

        @Override
        public void connected(Upstream upstream, long nanos) {
            destination.connected(upstream, nanos);
            var opened =
                    new Opened(
                            upstream.outgoing(),
                            upstream.endpoint(),
                            TimeUnit.NANOSECONDS.toMicros(nanos));
            try {
                leg.opened(opened.write());
            } catch (ProtocolException e) {
                throw new AssertionError("only what is received breaks the protocol", e);
            }
        }

        @Override
        public void notCarried(List<String> way, String cause) {
            destination.notCarried(way, cause);
            leg.refuse(Refusal.valueOf(cause));
        }

        @Override
        public void failed(ConnectFailure cause) {
            destination.failed(cause);
            if (leg.refusal() == null) {
                leg.refuse(Refusal.of(cause));
            }
        }
    }
}
