package io.sixlane.relay.udp;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.Opened;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.datagram.Frame;
import io.sixlane.relay.proxyprotocol.SimpleProxyHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's datagrams to one accelerated port, from the first to a long silence. Holds what both
 * paths share; confined to its event loop.
 */
abstract class UdpSession implements Route.OpenConnection {
    private final UdpLoop loop;
    private final FlowKey key;
    private final InetSocketAddress client;
    private final InetSocketAddress accelerated;
    private final Route route;
    private final ListenerSocket owner;
    private final @Nullable CarriedClient from;
    private final SilenceTimer timer;
    private final SessionRate rate;
    private final Onward onward = new Onward(this);
    private final long startedNanos = System.nanoTime();

    private @Nullable WaitingDatagrams waiting = new WaitingDatagrams();
    private Refusal refusal = Refusal.EXHAUSTED;
    private @Nullable Refusal failure;
    private byte[] header = {};
    private boolean stripsHeader;
    private Route.@Nullable Destination destination;
    private DropCause lost = DropCause.NO_ENDPOINT;
    private boolean answered;
    private boolean ended;

    UdpSession(SessionStart start) {
        this.loop = start.owner().loop();
        this.key = start.key().copy();
        this.client = start.client();
        this.accelerated = start.accelerated();
        this.route = start.route();
        this.owner = start.owner();
        this.from = start.from();
        this.rate = new SessionRate(loop, route);
        var settings = loop.settings();
        var idle = Objects.requireNonNullElse(route.idleTimeout(), settings.idleTimeout());
        this.timer =
                new SilenceTimer(
                        loop.executor(),
                        idle.toNanos(),
                        from == null ? settings.provisionalTimeout().toNanos() : idle.toNanos(),
                        () -> end(DisconnectCause.IDLE));
    }

    /**
     * Opens a socket that exchanges datagrams with {@code endpoint} alone. Nothing stays open when
     * it throws.
     *
     * @return its own address
     */
    abstract InetSocketAddress open(InetSocketAddress endpoint) throws IOException;

    /** Called after {@link #open}, when the header is known. */
    void opened() {}

    /** Sends the header and {@code payload} to the endpoint. */
    abstract void send(byte[] payload);

    /** Sends {@code payload} to a client that is here. */
    abstract void toClient(byte[] payload);

    /** Closes the socket to the endpoint, if there is one. */
    abstract void closeSocket();

    final void start() {
        guarded(
                () -> {
                    begin();
                    new EndpointSearch(this, route.destinations().iterator()).next();
                });
    }

    private void begin() {
        loop.sessions().put(key, this);
        owner.began();
        timer.start();
        route.opened(this);
    }

    /**
     * Resumes a session of another process, whose socket from {@code outgoing} to {@code endpoint}
     * is open; returns false when it ended instead.
     */
    final boolean startAt(InetSocketAddress endpoint, InetSocketAddress outgoing) {
        timer.answered();
        guarded(
                () -> {
                    begin();
                    var destinations = route.destinations().iterator();
                    if (destinations.hasNext()) {
                        opened(destinations.next(), endpoint, outgoing, 0);
                    } else {
                        end(DisconnectCause.NO_ENDPOINT);
                    }
                });
        return !ended;
    }

    final void opened(
            Route.Destination chosen,
            InetSocketAddress endpoint,
            InetSocketAddress outgoing,
            long nanos) {
        connected(chosen, new ReachedEndpoint(outgoing, endpoint, List.of()), nanos);
        header = chosen.preface(client, accelerated);
        stripsHeader = SimpleProxyHeader.isOne(header);
        opened();
        var first = waiting;
        waiting = null;
        if (first != null) {
            first.forEach(this::send);
        }
    }

    /** See {@link Onward#take}. */
    final boolean openVia(
            Route.Destination candidate,
            List<String> way,
            List<List<String>> ways,
            CarriedUpstream.Opening opening) {
        var first = waiting;
        if (first == null) {
            return false;
        }
        rate.begin();
        return onward.take(candidate, way, ways, first, opening);
    }

    final Onward onward() {
        return onward;
    }

    /** The relay to which the session was handed over has a socket to the endpoint. */
    final void openedVia(Route.Destination chosen, Route.Upstream reached, long nanos) {
        connected(chosen, reached, nanos);
        var first = waiting;
        waiting = null;
        if (first != null) {
            first.forEach(sent -> passesIn(sent.length, 1)); // they are on their way already
        }
    }

    private void connected(Route.Destination chosen, Route.Upstream reached, long nanos) {
        destination = chosen;
        chosen.connected(reached, nanos);
        route.connected(nanos);
        rate.begin();
        if (from != null) {
            from.opened(
                    new Opened(
                            reached.outgoing(),
                            reached.endpoint(),
                            TimeUnit.NANOSECONDS.toMicros(nanos)));
        }
    }

    /** Whether this carries copies of a session that goes by another way. */
    final boolean isCopy() {
        return from != null && from.copies();
    }

    /** The relay that handed the session over, and there the client; null when that is here. */
    final @Nullable CarriedClient from() {
        return from;
    }

    /** A datagram of a client at another relay. */
    final void forward(byte[] payload) {
        if (ended) {
            dropped(1);
        } else if (isWaiting()) {
            hold(payload);
        } else if (!onward.isTaken()) {
            send(payload);
        } else if (passesIn(payload.length, 1)) {
            onward.send(payload);
        }
    }

    /** An answer, from the relay to which the session was handed over. */
    final void answered(Frame.Data data) {
        if (ended || !passesOut(data.payload().length, 1)) {
            return;
        }
        if (from == null) {
            toClient(data.payload());
        } else {
            from.answer(data.sequence(), data.payload());
        }
    }

    /** Why the session cannot begin, for the relay that handed it over. */
    final void refused(Refusal cause) {
        refusal = cause;
    }

    /** Whether it has no socket to an endpoint yet, so that datagrams go to {@link #hold}. */
    final boolean isWaiting() {
        return waiting != null;
    }

    final void hold(byte[] payload) {
        var kept = waiting != null && waiting.add(payload);
        if (onward.isTaken()) {
            if (kept || passesIn(payload.length, 1)) {
                onward.early(payload, kept);
            }
        } else if (!kept) {
            loop.dropped(DropCause.UNRESOLVED, 1);
        }
    }

    /** Counts datagrams that reach this session after its end. */
    final void dropped(int datagrams) {
        loop.dropped(lost, datagrams);
    }

    /** The header before each datagram to the endpoint; must not be modified. */
    final byte[] header() {
        return header;
    }

    /**
     * Whether an answer may begin with the header of its question, which the client must not see
     * (source: Cloudflare Spectrum, Simple Proxy Protocol).
     */
    final boolean stripsHeader() {
        return stripsHeader;
    }

    final FlowKey key() {
        return key;
    }

    final UdpLoop loop() {
        return loop;
    }

    final InetSocketAddress client() {
        return client;
    }

    final InetSocketAddress accelerated() {
        return accelerated;
    }

    /** {@link Route.Destination#id} of the endpoint; empty before there is one. */
    final String destinationId() {
        return destination == null ? "" : destination.id();
    }

    final boolean isEnded() {
        return ended;
    }

    /**
     * Ends a session whose endpoint failed while another one is healthy; returns whether it did.
     */
    final boolean leavesEndpoint() {
        if (ended || !route.shouldMove()) {
            return false;
        }
        end(DisconnectCause.ENDPOINT_UNHEALTHY);
        return true;
    }

    /**
     * Counts datagrams of the client that continue to the endpoint; returns false when they exceed
     * the route's bandwidth and are dropped.
     *
     * @param bytes without headers
     */
    final boolean passesIn(int bytes, int datagrams) {
        timer.moved();
        if (!rate.isWithin(Direction.IN, bytes, datagrams)) {
            return false;
        }
        route.bytesIn(bytes);
        return true;
    }

    /** Like {@link #passesIn}, for datagrams of the endpoint. */
    final boolean passesOut(int bytes, int datagrams) {
        var nowNanos = timer.moved();
        if (!answered) {
            answered = true;
            timer.answered();
            route.firstByte(nowNanos - startedNanos);
        }
        if (!rate.isWithin(Direction.OUT, bytes, datagrams)) {
            return false;
        }
        route.bytesOut(bytes);
        return true;
    }

    /** No timeout ends the session until {@link #startTimer}. */
    final void stopTimer() {
        timer.stop();
    }

    final void startTimer() {
        timer.moved();
        timer.start();
    }

    /**
     * Ends the session because its endpoint cannot be reached; the client's next datagram begins
     * another one.
     *
     * @param cause REFUSED when ICMP reports a closed port (source: RFC 1122, 4.1.3.3)
     */
    final void endpointFailed(ConnectFailure cause) {
        guarded(
                () -> {
                    if (!ended && !answered && destination != null) {
                        destination.failed(cause);
                    }
                    failure = Refusal.of(cause);
                    end(DisconnectCause.ENDPOINT_RESET, DropCause.of(cause));
                });
    }

    final void end(DisconnectCause cause) {
        end(cause, DropCause.NO_ENDPOINT);
    }

    /** Every step is taken, whatever another one throws. */
    final void end(DisconnectCause why, DropCause lostTo) {
        if (ended) {
            return;
        }
        ended = true;
        lost = lostTo;
        if (waiting != null && waiting.size() > 0 && !isKeptElsewhere()) {
            dropped(waiting.size());
        }
        waiting = null;
        timer.stop();
        loop.sessions().remove(key, this);
        loop.guarded(this::closeSocket);
        loop.guarded(onward::close);
        if (from != null) {
            var cause = destination == null ? refusal : failure;
            loop.guarded(() -> from.ended(cause));
        }
        loop.guarded(() -> route.closed(why));
        owner.ended();
    }

    /** Whether the relay that handed the session over has what the client sent. */
    final boolean isKeptElsewhere() {
        return from != null && destination == null;
    }

    /** Ends the session when {@code task} throws: nothing of it may stay half made. */
    final void guarded(Runnable task) {
        if (!loop.guarded(task)) {
            end(DisconnectCause.STOPPED, DropCause.FAILED);
        }
    }

    /** Does nothing: the kernel knows no round trips of datagrams. */
    @Override
    public final void measure(Route.MeasurementObserver observer) {}

    @Override
    public final void reset(DisconnectCause cause) {
        onLoop(() -> end(cause));
    }

    final void onLoop(Runnable task) {
        if (loop.executor().inEventLoop()) {
            task.run();
        } else {
            loop.executor().execute(task);
        }
    }
}
