package io.sixlane.relay.udp;

import io.netty.util.concurrent.Future;
import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.proxyprotocol.SimpleProxyHeader;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One client's datagrams to one accelerated port, from the first to a long silence. What is the
 * same however datagrams are moved; confined to its event loop.
 */
abstract class UdpSession implements Route.OpenConnection {
    private static final Logger log = LoggerFactory.getLogger(UdpSession.class);

    /** Datagrams kept while the endpoint's name is resolved, and their bytes. */
    private static final int MAX_HELD = 16;

    private static final int MAX_HELD_BYTES = 32 << 10;

    private final UdpLoop loop;
    private final FlowKey key;
    private final InetSocketAddress client;
    private final InetSocketAddress accelerated;
    private final Route route;
    private final ListenerSocket owner;
    private final long startedNanos = System.nanoTime();
    private final long idleNanos;

    private @Nullable ArrayDeque<byte[]> held = new ArrayDeque<>();
    private int heldBytes;
    private byte[] header = {};
    private boolean stripsHeader;
    private Route.@Nullable Destination destination;
    private @Nullable ByteBudget budgetIn;
    private @Nullable ByteBudget budgetOut;
    private @Nullable Future<?> idleCheck;
    private long lastMovedNanos = startedNanos;
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
        this.idleNanos = idleTimeoutOf(route, loop.settings());
    }

    /**
     * Opens a socket that sends to and hears from {@code endpoint} alone.
     *
     * @return its own address
     */
    abstract InetSocketAddress open(InetSocketAddress endpoint) throws IOException;

    /** After {@link #open}, when the header is known. */
    void opened() {}

    /** Sends the header and {@code payload} to the endpoint. */
    abstract void send(byte[] payload);

    abstract void closeSocket();

    final void start() {
        begin();
        resolve(route.destinations().iterator());
    }

    private void begin() {
        loop.sessions().put(key, this);
        owner.began();
        route.opened(this);
        checkIdleIn(idleNanos);
    }

    /** With a socket from {@code outgoing} to {@code endpoint} already; whether that may be. */
    final boolean startAt(InetSocketAddress endpoint, InetSocketAddress outgoing) {
        begin();
        var destinations = route.destinations().iterator();
        if (!destinations.hasNext()) {
            end(DisconnectCause.NO_ENDPOINT);
            return false;
        }
        opened(destinations.next(), endpoint, outgoing, 0);
        return true;
    }

    private void resolve(Iterator<Route.Destination> destinations) {
        if (ended) {
            return;
        }
        if (!destinations.hasNext()) {
            end(DisconnectCause.NO_ENDPOINT);
            return;
        }
        var next = destinations.next();
        next.address()
                .whenComplete(
                        (address, failure) ->
                                onLoop(() -> resolved(next, address, failure, destinations)));
    }

    /** Whoever completes an address does not hear what is thrown here. */
    private void resolved(
            Route.Destination next,
            InetSocketAddress address,
            @Nullable Throwable failure,
            Iterator<Route.Destination> destinations) {
        try {
            if (failure != null) {
                next.failed(ConnectFailure.UNRESOLVED);
                resolve(destinations);
            } else if (!ended && !opened(next, address)) {
                resolve(destinations);
            }
        } catch (Throwable e) { // an Error too must not leave the session half made
            log.error("session given up", e);
            end(DisconnectCause.STOPPED);
        }
    }

    private boolean opened(Route.Destination next, InetSocketAddress endpoint) {
        var startedNanos = System.nanoTime();
        InetSocketAddress outgoing;
        try {
            outgoing = open(endpoint);
        } catch (IOException e) {
            next.failed(failureOf(e));
            return false;
        }
        opened(next, endpoint, outgoing, System.nanoTime() - startedNanos);
        return true;
    }

    private void opened(
            Route.Destination next,
            InetSocketAddress endpoint,
            InetSocketAddress outgoing,
            long nanos) {
        destination = next;
        next.connected(new OpenedLeg(outgoing, endpoint), nanos);
        route.connected(nanos);
        header = next.preface(client, accelerated);
        budgetIn = route.budget(Direction.IN);
        budgetOut = route.budget(Direction.OUT);
        stripsHeader = SimpleProxyHeader.isOne(header);
        opened();
        var waiting = held;
        held = null;
        if (waiting != null) {
            waiting.forEach(this::send);
        }
    }

    /** Whether there is no socket to the endpoint yet, so that datagrams go to {@link #hold}. */
    final boolean isWaiting() {
        return held != null;
    }

    final void hold(byte[] payload) {
        if (held == null
                || held.size() >= MAX_HELD
                || heldBytes + payload.length > MAX_HELD_BYTES) {
            loop.dropped(DropCause.UNRESOLVED, 1);
            return;
        }
        heldBytes += payload.length;
        held.add(payload);
    }

    /** Goes before each datagram to the endpoint; not to be changed. */
    final byte[] header() {
        return header;
    }

    /**
     * Whether an answer may begin with the header it was asked with, which the client must not see
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

    /** {@link Route.Destination#id} of where it goes; empty when nowhere yet. */
    final String destinationId() {
        return destination == null ? "" : destination.id();
    }

    final boolean isEnded() {
        return ended;
    }

    /**
     * Whether the route's bandwidth allows these datagrams; counted as dropped if not.
     *
     * @param bytes without headers
     */
    final boolean mayMove(Direction direction, int bytes, int datagrams) {
        var budget = direction == Direction.IN ? budgetIn : budgetOut;
        if (budget == null || bytes == 0) {
            return true;
        }
        if (budget.takeWhole(bytes)) {
            return true;
        }
        loop.dropped(DropCause.OVER_RATE, datagrams);
        return false;
    }

    /** Bytes without headers. */
    final void movedIn(int bytes) {
        lastMovedNanos = System.nanoTime();
        route.bytesIn(bytes);
    }

    /** Bytes without headers. */
    final void movedOut(int bytes) {
        lastMovedNanos = System.nanoTime();
        if (!answered) {
            answered = true;
            route.firstByte(lastMovedNanos - startedNanos);
        }
        route.bytesOut(bytes);
    }

    private void checkIdleIn(long nanos) {
        idleCheck = loop.executor().schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
    }

    final void stopIdleCheck() {
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
    }

    final void startIdleCheck() {
        checkIdleIn(idleNanos);
    }

    private void checkIdle() {
        var left = idleNanos - (System.nanoTime() - lastMovedNanos);
        if (left <= 0) {
            end(DisconnectCause.IDLE);
        } else {
            checkIdleIn(left);
        }
    }

    /**
     * ICMP said so (source: RFC 1122, 4.1.3.3); the client's next datagram begins a new session.
     */
    public final void unreachable() {
        if (!answered && destination != null && !ended) {
            destination.failed(ConnectFailure.REFUSED);
        }
        end(DisconnectCause.ENDPOINT_RESET);
    }

    final void end(DisconnectCause cause) {
        if (ended) {
            return;
        }
        ended = true;
        held = null;
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        loop.sessions().remove(key, this);
        closeSocket();
        route.closed(cause);
        owner.ended();
    }

    private record OpenedLeg(InetSocketAddress outgoing, InetSocketAddress endpoint)
            implements Route.Upstream {}

    /** Nothing: the kernel knows no round trips of datagrams. */
    @Override
    public final void measure(Route.MeasurementObserver observer) {}

    @Override
    public final void reset(DisconnectCause cause) {
        onLoop(() -> end(cause));
    }

    private void onLoop(Runnable task) {
        if (loop.executor().inEventLoop()) {
            task.run();
        } else {
            loop.executor().execute(task);
        }
    }

    /** Nothing was sent: there is no way there, or this host has no descriptor or port left. */
    private static ConnectFailure failureOf(IOException e) {
        return String.valueOf(e.getMessage()).contains("unreachable")
                ? ConnectFailure.UNREACHABLE
                : ConnectFailure.EXHAUSTED;
    }

    private static long idleTimeoutOf(Route route, UdpSettings settings) {
        return Objects.requireNonNullElse(route.idleTimeout(), settings.idleTimeout()).toNanos();
    }
}
