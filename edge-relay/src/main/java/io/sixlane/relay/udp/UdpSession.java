package io.sixlane.relay.udp;

import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.proxyprotocol.SimpleProxyHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
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
    private final SilenceTimer timer;
    private final long startedNanos = System.nanoTime();

    private @Nullable WaitingDatagrams waiting = new WaitingDatagrams();
    private byte[] header = {};
    private boolean stripsHeader;
    private Route.@Nullable Destination destination;
    private @Nullable ByteBudget budgetIn;
    private @Nullable ByteBudget budgetOut;
    private DropCause lost = DropCause.NO_ENDPOINT;
    private boolean answered;
    private boolean ended;

    UdpSession(
            FlowKey key,
            InetSocketAddress client,
            InetSocketAddress accelerated,
            Route route,
            ListenerSocket owner) {
        this.loop = owner.loop();
        this.key =
                new FlowKey()
                        .set(key.clientHigh, key.clientLow, key.localHigh, key.localLow, key.ports);
        this.client = client;
        this.accelerated = accelerated;
        this.route = route;
        this.owner = owner;
        var settings = loop.settings();
        this.timer =
                new SilenceTimer(
                        loop.executor(),
                        Objects.requireNonNullElse(route.idleTimeout(), settings.idleTimeout())
                                .toNanos(),
                        settings.provisionalTimeout().toNanos(),
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
        destination = chosen;
        chosen.connected(new OpenedUpstream(outgoing, endpoint), nanos);
        route.connected(nanos);
        header = chosen.preface(client, accelerated);
        budgetIn = route.budget(Direction.IN);
        budgetOut = route.budget(Direction.OUT);
        stripsHeader = SimpleProxyHeader.isOne(header);
        opened();
        var first = waiting;
        waiting = null;
        if (first != null) {
            first.forEach(this::send);
        }
    }

    /** Whether it has no socket to an endpoint yet, so that datagrams go to {@link #hold}. */
    final boolean isWaiting() {
        return waiting != null;
    }

    final void hold(byte[] payload) {
        if (waiting == null || !waiting.add(payload)) {
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
        if (!isWithin(budgetIn, bytes, datagrams)) {
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
        if (!isWithin(budgetOut, bytes, datagrams)) {
            return false;
        }
        route.bytesOut(bytes);
        return true;
    }

    private boolean isWithin(@Nullable ByteBudget budget, int bytes, int datagrams) {
        if (budget == null || bytes == 0 || budget.takeWhole(bytes)) {
            return true;
        }
        loop.dropped(DropCause.OVER_RATE, datagrams);
        return false;
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
                    end(DisconnectCause.ENDPOINT_RESET, DropCause.of(cause));
                });
    }

    final void end(DisconnectCause cause) {
        end(cause, DropCause.NO_ENDPOINT);
    }

    /** Every step is taken, whatever another one throws. */
    final void end(DisconnectCause cause, DropCause lostTo) {
        if (ended) {
            return;
        }
        ended = true;
        lost = lostTo;
        if (waiting != null && waiting.size() > 0) {
            dropped(waiting.size());
        }
        waiting = null;
        timer.stop();
        loop.sessions().remove(key, this);
        loop.guarded(this::closeSocket);
        loop.guarded(() -> route.closed(cause));
        owner.ended();
    }

    /** Ends the session when {@code task} throws: nothing of it may stay half made. */
    final void guarded(Runnable task) {
        if (!loop.guarded(task)) {
            end(DisconnectCause.STOPPED, DropCause.FAILED);
        }
    }

    private record OpenedUpstream(InetSocketAddress outgoing, InetSocketAddress endpoint)
            implements Route.Upstream {}

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
