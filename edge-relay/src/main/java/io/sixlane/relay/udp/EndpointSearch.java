package io.sixlane.relay.udp;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.Opened;
import io.sixlane.relay.lane.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tries the destinations of a session's route, one after the other and each by one way after the
 * other, until a socket to one of them is open, here or at another relay. Confined to the session's
 * event loop.
 */
final class EndpointSearch {
    private static final InetSocketAddress UNKNOWN = new InetSocketAddress(0);

    private final UdpSession session;
    private final Iterator<Route.Destination> destinations;
    private List<List<String>> ways = List.of();
    private int tried;

    /** Counted for each lost datagram when no destination is left. */
    private DropCause lost = DropCause.NO_ENDPOINT;

    EndpointSearch(UdpSession session, Iterator<Route.Destination> destinations) {
        this.session = session;
        this.destinations = destinations;
    }

    void next() {
        if (session.isEnded()) {
            return;
        }
        if (!destinations.hasNext()) {
            session.end(DisconnectCause.NO_ENDPOINT, lost);
            return;
        }
        var destination = destinations.next();
        ways = destination.ways();
        tried = 0;
        nextWay(destination);
    }

    private void nextWay(Route.Destination destination) {
        while (tried < ways.size()) {
            var way = ways.get(tried++);
            if (way.isEmpty()) {
                resolve(destination);
                return;
            }
            if (session.openVia(destination, way, ways, new Handing(destination, way))) {
                return;
            }
            destination.notCarried(way, Refusal.EXHAUSTED.name());
        }
        failed(destination, ConnectFailure.OTHER);
    }

    private void resolve(Route.Destination destination) {
        destination
                .address()
                .whenComplete(
                        (address, failure) ->
                                session.onLoop(
                                        () ->
                                                session.guarded(
                                                        () ->
                                                                resolved(
                                                                        destination,
                                                                        address,
                                                                        failure))));
    }

    private void resolved(
            Route.Destination destination, InetSocketAddress address, @Nullable Throwable failure) {
        if (failure != null) {
            failed(destination, ConnectFailure.UNRESOLVED);
            return;
        }
        if (session.isEnded()) {
            return;
        }
        var startedNanos = System.nanoTime();
        InetSocketAddress outgoing;
        try {
            outgoing = session.open(address);
        } catch (IOException e) {
            failed(destination, OpenFailure.of(e));
            return;
        }
        session.opened(destination, address, outgoing, System.nanoTime() - startedNanos);
    }

    private void failed(Route.Destination destination, ConnectFailure cause) {
        lost = DropCause.of(cause);
        session.refused(Refusal.of(cause));
        destination.failed(cause);
        next();
    }

    /** The session at the next relay. */
    private final class Handing implements CarriedUpstream.Opening {
        private final Route.Destination destination;
        private final List<String> way;

        private Handing(Route.Destination destination, List<String> way) {
            this.destination = destination;
            this.way = way;
        }

        @Override
        public void opened(Opened opened, long nanos) {
            var reached =
                    new ReachedEndpoint(
                            Objects.requireNonNullElse(opened.outgoing(), UNKNOWN),
                            Objects.requireNonNullElse(opened.endpoint(), UNKNOWN),
                            way);
            session.guarded(() -> session.openedVia(destination, reached, nanos));
        }

        @Override
        public void refused(Refusal cause) {
            session.guarded(() -> handBack(cause));
        }

        private void handBack(Refusal cause) {
            session.onward().takeBack();
            var failure = cause.failure();
            if (failure != null) {
                failed(destination, failure);
                return;
            }
            session.refused(cause);
            destination.notCarried(way, cause.name());
            nextWay(destination);
        }
    }
}
