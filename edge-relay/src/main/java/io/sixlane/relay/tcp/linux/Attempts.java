package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.linux.SocketCalls;
import java.net.InetSocketAddress;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Tries one destination after the other for one connection, until one answers. */
final class Attempts {
    private final NativeConnection connection;
    private final RelayLoop loop;
    private final InetSocketAddress client;
    private final InetSocketAddress accelerated;
    private final Iterator<Route.Destination> destinations;
    private Route.@Nullable Destination destination;
    private @Nullable InetSocketAddress address;
    private @Nullable Leg leg;
    private long startedNanos;

    Attempts(
            NativeConnection connection,
            InetSocketAddress client,
            InetSocketAddress accelerated,
            Iterator<Route.Destination> destinations) {
        this.connection = connection;
        this.loop = connection.loop();
        this.client = client;
        this.accelerated = accelerated;
        this.destinations = destinations;
    }

    void next() {
        if (connection.isClosed()) {
            return;
        }
        if (!destinations.hasNext()) {
            connection.noEndpoint();
            return;
        }
        var candidate = destinations.next();
        destination = candidate;
        candidate
                .address()
                .whenComplete(
                        (found, failure) ->
                                loop.execute(() -> resolved(candidate, found, failure)));
    }

    /** Whoever completes an address does not hear what is thrown here. */
    private void resolved(
            Route.Destination candidate, InetSocketAddress found, @Nullable Throwable failure) {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (failure == null) {
                connect(candidate, found);
            } else {
                candidate.failed(ConnectFailure.UNRESOLVED);
                next();
            }
        } catch (Throwable e) { // an Error too must not leave a client waiting
            connection.broken(e);
        }
    }

    private void connect(Route.Destination candidate, InetSocketAddress found) {
        startedNanos = System.nanoTime();
        address = found;
        var answer = loop.sockets().openStream(found);
        if (answer >= 0 && loop.isExhausted()) {
            loop.stream().close(answer);
            loop.keepSpares();
            answer = -Errno.EMFILE;
        }
        if (answer >= 0) {
            var opened = new Leg(connection, answer);
            leg = opened;
            loop.options().noDelay(answer);
            answer = loop.sockets().connect(answer, found);
            if (answer >= 0 || answer == -Errno.EINPROGRESS) {
                answer = opened.poll(loop);
            }
        }
        if (answer < 0) {
            failed(candidate, Errno.connectFailure(-answer));
        }
    }

    /** The endpoint's socket has news. */
    void ready() {
        if (leg == null || destination == null || address == null) {
            return;
        }
        var error = leg.ended ? loop.options().error(leg.descriptor()) : 0;
        if (error != 0) {
            failed(destination, Errno.connectFailure(error));
        } else if (leg.writable) {
            var nanos = System.nanoTime() - startedNanos;
            var connected = leg;
            leg = null;
            connection.take(connected);
            destination.connected(new SocketUpstream(loop.sockets(), connected, address), nanos);
            connection.connected(connected, nanos, destination.preface(client, accelerated));
        }
    }

    /**
     * @return nanoseconds until this attempt times out, or for ever while there is none
     */
    long look(long nowNanos) {
        if (leg == null || destination == null) {
            return Long.MAX_VALUE;
        }
        var timeout = loop.settings().connectTimeout().toNanos();
        if (nowNanos - startedNanos < timeout) {
            return timeout - (nowNanos - startedNanos);
        }
        failed(destination, ConnectFailure.TIMED_OUT);
        return timeout;
    }

    void close() {
        if (leg != null) {
            leg.close(loop, true);
            leg = null;
        }
    }

    private void failed(Route.Destination candidate, ConnectFailure cause) {
        close();
        if (cause == ConnectFailure.EXHAUSTED) {
            loop.complain("no descriptor or port left to reach endpoints with");
        }
        candidate.failed(cause);
        next();
    }

    private record SocketUpstream(SocketCalls sockets, Leg leg, InetSocketAddress endpoint)
            implements Route.Upstream {
        @Override
        public InetSocketAddress outgoing() {
            var local = sockets.localAddress(leg.descriptor());
            return local == null ? new InetSocketAddress(0) : local;
        }
    }
}
