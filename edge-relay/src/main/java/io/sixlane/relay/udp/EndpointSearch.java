package io.sixlane.relay.udp;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Tries the destinations of a session's route, one after the other, until a socket to one of them
 * is open. Confined to the session's event loop.
 */
final class EndpointSearch {
    private final UdpSession session;
    private final Iterator<Route.Destination> destinations;

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
        destination.failed(cause);
        next();
    }
}
