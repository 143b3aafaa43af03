package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Opened;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.linux.Errno;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tries one destination after the other for one connection, each by one way after the other, until
 * one answers. Its name and its connection each have the connect timeout.
 */
final class Attempts implements LaneLeg.Opening {
    /** Extra time, for the other relay to report first that the endpoint does not answer. */
    private static final long LATER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NativeConnection connection;
    private final RelayLoop loop;
    private final InetSocketAddress client;
    private final InetSocketAddress accelerated;
    private final Iterator<Route.Destination> destinations;
    private Route.@Nullable Destination destination;
    private Iterator<List<String>> ways = List.<List<String>>of().iterator();
    private List<String> way = List.of();
    private @Nullable InetSocketAddress address;
    private @Nullable PolledSocket socket;
    private @Nullable LaneLeg leg;
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
        destination = candidate;
        ways = candidate.ways().iterator();
        nextWay(candidate, ConnectFailure.OTHER);
    }

    /**
     * @param cause why the last way failed
     */
    private void nextWay(Route.Destination candidate, ConnectFailure cause) {
        while (ways.hasNext()) {
            way = ways.next();
            startedNanos = System.nanoTime();
            if (way.isEmpty()) {
                resolve(candidate);
                return;
            }
            if (openLane(candidate)) {
                return;
            }
            candidate.notCarried(way, Refusal.EXHAUSTED.name());
        }
        failed(candidate, cause);
    }

    private boolean openLane(Route.Destination candidate) {
        var lanes = loop.lanes();
        var carried = candidate.carried();
        if (lanes == null || carried == null) {
            return false;
        }
        var open =
                new Open(
                        carried,
                        client,
                        accelerated,
                        candidate.preface(client, accelerated),
                        way.size() > 1 ? way.get(1) : "");
        var opened = lanes.open(way.getFirst(), open, this);
        if (opened == null) {
            return false;
        }
        opened.attach(connection);
        leg = opened;
        connection.opening(opened);
        return true;
    }

    @Override
    public void opened(LaneLeg opened, byte[] message) throws ProtocolException {
        var answer = Opened.read(message);
        var candidate = destination;
        if (opened != leg || candidate == null) {
            return;
        }
        try {
            var nanos = System.nanoTime() - startedNanos;
            leg = null;
            connection.take(opened);
            candidate.connected(new LaneUpstream(answer, way), nanos);
            if (loop.lanes() != null && candidate.carried() != null) {
                loop.lanes().reached(way, candidate.carried().group(), answer.connectMicros());
            }
            connection.opened(nanos);
        } catch (Throwable e) { // an Error too must not cost the lane
            connection.broken(e);
        }
    }

    @Override
    public void refused(LaneLeg refused, Refusal cause) {
        var candidate = destination;
        if (refused != leg || candidate == null) {
            return;
        }
        try {
            var isRepeatable = cause != Refusal.LOST || !refused.hasKept();
            connection.takeBack(refused);
            close();
            var failure = cause.failure();
            if (failure == null) {
                if (loop.lanes() != null) {
                    loop.lanes().refused(cause);
                }
                candidate.notCarried(way, cause.name());
                if (isRepeatable) {
                    nextWay(candidate, ConnectFailure.OTHER);
                } else {
                    connection.end(DisconnectCause.ENDPOINT_RESET, true);
                }
            } else {
                failed(candidate, failure);
            }
        } catch (Throwable e) { // an Error too must not cost the lane
            connection.broken(e);
        }
    }

    private void resolve(Route.Destination candidate) {
        var attempt = ++number;
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
            var opened = PolledSocket.connecting(loop, answer);
            opened.attach(connection);
            socket = opened;
            answer = loop.sockets().connect(answer, found);
            if (answer >= 0 || answer == -Errno.EINPROGRESS) {
                answer = opened.poll();
            }
        }
        if (answer < 0) {
            failed(candidate, Errno.connectFailure(-answer));
        }
    }

    /** Whether this is the endpoint's socket that connects. */
    boolean has(Leg side) {
        return side == socket;
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
            destination.connected(new SocketUpstream(connected, address), nanos);
            connection.connected(connected, nanos, destination.preface(client, accelerated));
        }
    }

    /** Returns nanoseconds until this attempt times out. */
    long look(long nowNanos) {
        var timeout = loop.settings().connectTimeout().toNanos() + (leg == null ? 0 : LATER_NANOS);
        if (destination == null) {
            return timeout;
        }
        var waited = nowNanos - startedNanos;
        var opening = leg;
        if (opening != null && waited < timeout) {
            var patience = opening.patienceNanos(loop);
            if (waited < patience) {
                return patience - waited;
            }
            if (opening.isSilent(loop, waited)) {
                abandon(opening);
                return patience;
            }
        }
        if (waited < timeout) {
            return timeout - waited;
        }
        if (leg != null) {
            refused(leg, leg.unanswered());
        } else {
            var unresolved = socket == null;
            failed(destination, unresolved ? ConnectFailure.UNRESOLVED : ConnectFailure.TIMED_OUT);
        }
        return timeout;
    }

    /** The next way is tried, with the bytes that were sent to this one. */
    private void abandon(LaneLeg silent) {
        if (loop.lanes() != null) {
            loop.lanes().silent(way.getFirst());
        }
        silent.abandonLane();
        refused(silent, Refusal.EXHAUSTED);
    }

    void close() {
        if (socket != null) {
            socket.close(loop, true);
            socket = null;
        }
        if (leg != null) {
            leg.close(loop, true);
            leg = null;
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

    private record SocketUpstream(PolledSocket socket, InetSocketAddress endpoint)
            implements Route.Upstream {
        @Override
        public InetSocketAddress outgoing() {
            var local = socket.localAddress();
            return local == null ? new InetSocketAddress(0) : local;
        }
    }

    /** The connection from the last relay to the endpoint. */
    private record LaneUpstream(Opened opened, List<String> way) implements Route.Upstream {
        @Override
        public InetSocketAddress outgoing() {
            return Objects.requireNonNullElse(opened.outgoing(), new InetSocketAddress(0));
        }

        @Override
        public InetSocketAddress endpoint() {
            return Objects.requireNonNullElse(opened.endpoint(), new InetSocketAddress(0));
        }
    }
}
