package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.tcp.IdleTimer;
import io.sixlane.relay.tcp.TcpSettings;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's side and, once connected, its endpoint's; all on one event loop at a time, which may
 * become another one.
 */
final class NativeConnection extends Wheel.Entry implements Route.OpenConnection, Runnable {
    private static final Logger log = LoggerFactory.getLogger(NativeConnection.class);

    /** Shorter connections need neither keepalive nor a user timeout. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MAX_DRAIN_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final byte[] NOTHING = Route.Destination.NOTHING;

    /** Other threads read it; it changes on itself alone. */
    private volatile RelayLoop loop;

    private final Route route;
    private final Leg client;
    private final IdleTimer idle;
    private final long acceptedNanos;

    private @Nullable Attempts attempts;
    private @Nullable Leg endpoint;
    private @Nullable Transfer transfer;
    private byte[] early = NOTHING;
    private long drainLookNanos;
    private boolean patient;
    private boolean scheduled;
    private boolean closed;

    /** The event loop that it will move to. */
    private @Nullable RelayLoop wanted;

    NativeConnection(RelayLoop loop, Leg client, Route route) {
        this(loop, client, route, loop.settings());
    }

    NativeConnection(RelayLoop loop, Leg client, Route route, TcpSettings settings) {
        this.loop = loop;
        this.route = route;
        this.client = client;
        client.attach(this);
        this.acceptedNanos = System.nanoTime();
        this.idle = new IdleTimer(settings, settings.idleTimeoutOf(route).toNanos(), acceptedNanos);
    }

    void start(InetSocketAddress from, InetSocketAddress accelerated) {
        route.opened(this);
        loop.wheel().add(this, loop.settings().connectTimeout().toNanos(), acceptedNanos);
        if (client.poll() < 0) {
            end(DisconnectCause.CLIENT_RESET, true);
            return;
        }
        attempts = new Attempts(this, from, accelerated, route.destinations().iterator());
        attempts.next();
    }

    RelayLoop loop() {
        return loop;
    }

    boolean isClosed() {
        return closed;
    }

    long ageNanos() {
        return System.nanoTime() - acceptedNanos;
    }

    void noEndpoint() {
        end(DisconnectCause.NO_ENDPOINT, true);
    }

    /** The endpoint's side is this connection's from here on. */
    void take(Leg leg) {
        endpoint = leg;
        attempts = null;
    }

    void connected(Leg leg, long nanos, byte[] preface) {
        if (closed) {
            return;
        }
        route.connected(nanos);
        if (closed) {
            return;
        }
        if (transfer == null) {
            transfer = new Transfer(this, route, client, leg, preface);
        } else {
            transfer.goTo(leg, joined(preface, early));
            early = NOTHING;
        }
        begin();
    }

    /** The client's first bytes go along with the question whether the endpoint is there. */
    void opening(LaneLeg leg) {
        if (transfer == null) {
            transfer = new Transfer(this, route, client, leg, NOTHING);
        } else {
            transfer.goTo(leg, early);
            early = NOTHING;
        }
        lookIn(leg.patienceNanos(loop));
        pumpSoon();
    }

    /** The endpoint of {@link #opening} is connected. */
    void opened(long nanos) {
        if (closed) {
            return;
        }
        route.connected(nanos);
        if (!closed) {
            begin();
        }
    }

    /** The endpoint of {@link #opening} is unreachable: keeps the bytes sent to it. */
    void takeBack(LaneLeg leg) {
        if (transfer != null) {
            early = joined(transfer.leave(leg), early);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private void begin() {
        idle.moved(loop.poller().roundNanos());
        lookIn(Math.min(idle.stepNanos(), PATIENCE_NANOS));
        pumpSoon();
    }

    void ready(Leg leg) {
        if (closed) {
            return;
        }
        if (attempts != null && attempts.has(leg)) {
            attempts.ready();
        } else if (transfer != null) {
            transfer.pump();
            if (wanted != null && !scheduled) {
                var _ = moved(wanted);
            }
        } else if (leg.failed) {
            end(DisconnectCause.CLIENT_RESET, true);
        }
    }

    /** Continues after others of the loop, or when a budget has bytes again. */
    @Override
    public void run() {
        scheduled = false;
        if (!closed && transfer != null && (wanted == null || !moved(wanted))) {
            transfer.pump();
        }
    }

    void pumpSoon() {
        if (!scheduled) {
            scheduled = true;
            loop.executor().execute(this::runSafely);
        }
    }

    void runSafely() {
        try {
            run();
        } catch (Throwable e) { // an Error too must end this connection and no other
            broken(e);
        }
    }

    /** Bytes went in or out. */
    void moved() {
        idle.moved(loop.poller().roundNanos());
    }

    /** A FIN was passed on, or a side failed: silence may last less. */
    void halfClosed() {
        idle.halfClose();
        lookIn(idle.stepNanos());
    }

    /** Checks soon whether a side has accepted what was sent to it. */
    void lookSoon() {
        lookIn(drainLookNanos);
    }

    private void lookIn(long nanos) {
        loop.wheel().remove(this);
        loop.wheel().add(this, nanos, loop.poller().roundNanos());
    }

    @Override
    long look(long nowNanos) {
        if (attempts != null) {
            var wait = attempts.look(nowNanos);
            loop.wheel().remove(this); // the next attempt may have asked for a look of its own
            return closed ? -1 : wait;
        }
        if (transfer == null || endpoint == null) {
            return -1;
        }
        if (!patient && nowNanos - acceptedNanos >= PATIENCE_NANOS) {
            patient = true;
            endpoint.patience(loop);
        }
        if (transfer.isWaiting()) {
            idle.moved(nowNanos);
        }
        var left = idle.look(nowNanos, transfer::sendQueue);
        if (left <= 0) {
            end(DisconnectCause.IDLE, true);
        } else if (transfer.hasFailed() && !transfer.endIfDrained()) {
            drainLookNanos = Math.min(2 * drainLookNanos + Wheel.TICK_NANOS, MAX_DRAIN_LOOK_NANOS);
            left = Math.min(left, drainLookNanos);
        }
        return closed ? -1 : patient ? left : Math.min(left, PATIENCE_NANOS);
    }

    /** Moves to another event loop, once nothing is under way that belongs to this one. */
    void moveTo(RelayLoop next) {
        wanted = next;
        if (!scheduled) {
            var _ = moved(next);
        }
    }

    /** Whether this event loop is not the connection's any more. */
    private boolean moved(RelayLoop next) {
        var to = transfer;
        if (closed
                || next.executor().isShuttingDown()
                || to == null
                || !to.canMove()
                || !(client instanceof PolledSocket clients)
                || !(endpoint instanceof PolledSocket endpoints)) {
            return false;
        }
        wanted = null;
        loop.wheel().remove(this);
        clients.moveTo(next);
        endpoints.moveTo(next);
        to.moveTo(next);
        loop = next;
        next.execute(this::arrive);
        return true;
    }

    /** Every event that came meanwhile comes when the sockets are polled. */
    private void arrive() {
        if (closed) {
            return;
        }
        try {
            loop.wheel().add(this, PATIENCE_NANOS, loop.poller().roundNanos());
            if (loop.isClosed() || client.poll() < 0 || endpoint == null || endpoint.poll() < 0) {
                end(DisconnectCause.STOPPED, true);
            }
        } catch (Throwable e) { // an Error too must end this connection and no other
            broken(e);
        }
    }

    /** Runs where the connection is then. Any thread. */
    private void execute(Runnable task) {
        var at = loop;
        at.execute(
                () -> {
                    if (loop == at) {
                        task.run();
                    } else {
                        execute(task);
                    }
                });
    }

    @Override
    public void reset(DisconnectCause cause) {
        execute(() -> end(cause, true));
    }

    @Override
    public void measure(Route.MeasurementObserver observer) {
        execute(
                () -> {
                    if (!closed) {
                        measureNow(observer);
                    }
                });
    }

    private void measureNow(Route.MeasurementObserver observer) {
        observer.measured(client.measure(loop), endpoint == null ? null : endpoint.measure(loop));
    }

    /** A callback threw: nothing is known of this connection any more. */
    @Override
    void broken(Throwable cause) {
        try {
            log.error("connection given up", cause);
        } finally {
            end(DisconnectCause.STOPPED, true);
        }
    }

    void end(DisconnectCause cause, boolean byReset) {
        if (closed) {
            return;
        }
        closed = true;
        loop.wheel().remove(this);
        try {
            if (endpoint != null && isWorthMeasuring()) {
                measureNow(route::measured);
            }
        } finally {
            try {
                release(byReset);
            } finally {
                route.closed(cause);
            }
        }
    }

    /** Asking the kernel costs two calls: of short connections a sample is enough. */
    private boolean isWorthMeasuring() {
        return loop.poller().roundNanos() - acceptedNanos > SHORT_NANOS || loop.isSample();
    }

    private void release(boolean byReset) {
        try {
            if (transfer != null) {
                transfer.close(); // leaves what lanes have promised
            }
        } finally {
            if (attempts != null) {
                attempts.close();
                attempts = null;
            }
            if (endpoint != null) {
                endpoint.close(loop, byReset);
            }
            client.close(loop, byReset);
        }
    }
}
