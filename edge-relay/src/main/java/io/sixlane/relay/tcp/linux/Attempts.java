package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.linux.SocketCalls;
import java.net.InetSocketAddress;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Tries one destination after the other for one connection, until one answers. Its name and its
 * connection each have the connect timeout.
 */
final class Attempts {
    private final NativeConnection connection;
    private final RelayLoop loop;
    private final InetSocketAddress client;
    private final InetSocketAddress accelerated;
    private final Iterator<Route.Destination> destinations;
    private Route.@Nullable Destination destination;
    private @Nullable InetSocketAddress address;
    private @Nullable PolledSocket socket;
    private long startedNanos;
    private int number;

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
        var attempt = ++number;
        destination = candidate;
        startedNanos = System.nanoTime();
        candidate
                .address()
                .whenComplete(
                        (found, failure) ->
                                loop.execute(() -> resolved(attempt, candidate, found, failure)));
    }

    /** Nothing thrown here reaches the resolver's callers. */
    private void resolved(
            int attempt,
            Route.Destination candidate,
            InetSocketAddress found,
            @Nullable Throwable failure) {
        if (connection.isClosed() || attempt != number) {
            return;
        }
        try {
            if (failure == null) {
                connect(candidate, found);
            } else {
                failed(candidate, ConnectFailure.UNRESOLVED);
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
            loop.keepReserve();
            answer = -Errno.EMFILE;
        }
        if (answer >= 0) {
            var opened = new PolledSocket(connection, answer);
            socket = opened;
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

    /** The endpoint's socket has an event. */
    void ready() {
        if (socket == null || destination == null || address == null) {
            return;
        }
        var error = socket.ended ? loop.options().error(socket.descriptor()) : 0;
        if (error != 0) {
            failed(destination, Errno.connectFailure(error));
        } else if (socket.writable) {
            var nanos = System.nanoTime() - startedNanos;
            var connected = socket;
            socket = null;
            connection.take(connected);
            destination.connected(new SocketUpstream(loop.sockets(), connected, address), nanos);
            connection.connected(connected, nanos, destination.preface(client, accelerated));
        }
    }

    /** Returns nanoseconds until this attempt times out. */
    long look(long nowNanos) {
        var timeout = loop.settings().connectTimeout().toNanos();
        if (destination == null) {
            return timeout;
        }
        if (nowNanos - startedNanos < timeout) {
            return timeout - (nowNanos - startedNanos);
        }
        failed(destination, socket == null ? ConnectFailure.UNRESOLVED : ConnectFailure.TIMED_OUT);
        return timeout;
    }

    void close() {
        if (socket != null) {
            socket.close(loop, true);
            socket = null;
        }
    }

    private void failed(Route.Destination candidate, ConnectFailure cause) {
        close();
        destination = null;
        number++;
        if (cause == ConnectFailure.EXHAUSTED) {
            loop.complain("no descriptor or port left to reach endpoints with");
        }
        candidate.failed(cause);
        next();
    }

    private record SocketUpstream(
            SocketCalls sockets, PolledSocket socket, InetSocketAddress endpoint)
            implements Route.Upstream {
        @Override
        public InetSocketAddress outgoing() {
            var local = sockets.localAddress(socket.descriptor());
            return local == null ? new InetSocketAddress(0) : local;
        }
    }
}
