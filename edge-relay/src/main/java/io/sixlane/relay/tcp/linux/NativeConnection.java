package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's socket and, once connected, its endpoint's; all on one event loop. */
final class NativeConnection extends Wheel.Entry implements Route.OpenConnection, Runnable {
    private static final Logger log = LoggerFactory.getLogger(NativeConnection.class);

    /** Shorter connections need neither keepalive nor a user timeout. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RelayLoop loop;
    private final Route route;
    private final Leg client;
    private final long acceptedNanos;
    private final long idleNanos;

    private @Nullable Attempts attempts;
    private @Nullable Leg endpoint;
    private @Nullable Half in;
    private @Nullable Half out;
    private long lastMovedNanos;
    private boolean sawFirstByte;
    private boolean patient;
    private boolean scheduled;
    private boolean closed;

    NativeConnection(RelayLoop loop, int descriptor, Route route) {
        this.loop = loop;
        this.route = route;
        this.client = new Leg(this, descriptor);
        this.acceptedNanos = System.nanoTime();
        this.lastMovedNanos = acceptedNanos;
        this.idleNanos = loop.settings().idleTimeoutOf(route).toNanos();
    }

    void start(InetSocketAddress from, InetSocketAddress accelerated) {
        route.opened(this);
        loop.wheel().add(this, loop.settings().connectTimeout().toNanos(), acceptedNanos);
        if (client.poll(loop) < 0) {
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

    void noEndpoint() {
        end(DisconnectCause.NO_ENDPOINT, true);
    }

    /** The endpoint's socket is this connection's from here on. */
    void take(Leg leg) {
        endpoint = leg;
        attempts = null;
    }

    void connected(Leg leg, long nanos, byte[] preface) {
        if (closed) {
            return;
        }
        route.connected(nanos);
        in = new Half(client, leg, route.budget(Direction.IN), preface);
        out = new Half(leg, client, route.budget(Direction.OUT), Route.Destination.NOTHING);
        lastMovedNanos = loop.poller().roundNanos();
        loop.wheel().remove(this);
        loop.wheel().add(this, Math.min(idleNanos, PATIENCE_NANOS), loop.poller().roundNanos());
        pump();
    }

    void ready(Leg leg) {
        if (closed) {
            return;
        }
        if (attempts == null) {
            pump();
        } else if (leg != client) {
            attempts.ready();
        } else if (leg.failed) {
            end(DisconnectCause.CLIENT_RESET, true);
        }
    }

    /** The next turn. */
    @Override
    public void run() {
        scheduled = false;
        pump();
    }

    private void pump() {
        if (closed || in == null || out == null || endpoint == null) {
            return;
        }
        var inOutcome = in.pump(loop);
        movedIn(in.takeMoved());
        act(inOutcome, in, client, endpoint);
        if (closed) {
            return;
        }
        var outOutcome = out.pump(loop);
        movedOut(out.takeMoved());
        act(outOutcome, out, endpoint, client);
        if (closed) {
            return;
        }
        if (in.isComplete() && out.isComplete()) {
            end(DisconnectCause.FINISHED, false);
        } else {
            passFin(in);
            passFin(out);
            afterwards(inOutcome == Half.Outcome.MORE || outOutcome == Half.Outcome.MORE);
        }
    }

    private void movedIn(int bytes) {
        if (bytes > 0) {
            lastMovedNanos = loop.poller().roundNanos();
            route.bytesIn(bytes);
        }
    }

    private void movedOut(int bytes) {
        if (bytes > 0) {
            lastMovedNanos = loop.poller().roundNanos();
            if (!sawFirstByte) {
                sawFirstByte = true;
                route.firstByte(System.nanoTime() - acceptedNanos);
            }
            route.bytesOut(bytes);
        }
    }

    private void act(Half.Outcome outcome, Half half, Leg source, Leg sink) {
        switch (outcome) {
            case WAITS, MORE -> {}
            case SPENT -> waitForBudget(half);
            case SOURCE_FAILED -> failed(source);
            case SINK_FAILED -> failed(sink);
        }
    }

    /** From the first FIN on, patience is shorter. */
    private void passFin(Half half) {
        if (half.isComplete() && !half.isFinished()) {
            half.finish(loop);
            loop.wheel().remove(this);
            loop.wheel().add(this, timeoutNanos(), loop.poller().roundNanos());
        }
    }

    private void afterwards(boolean more) {
        if (more) {
            if (!scheduled) {
                scheduled = true;
                loop.executor().execute(this);
            }
        } else if (client.failed) {
            failed(client);
        } else if (endpoint != null && endpoint.failed) {
            failed(endpoint);
        }
    }

    private void waitForBudget(Half half) {
        var budget = half.budget();
        if (budget != null) {
            half.setWaiting(true);
            var _ =
                    loop.executor()
                            .schedule(
                                    () -> {
                                        half.setWaiting(false);
                                        pump();
                                    },
                                    budget.waitNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    @Override
    long look(long nowNanos) {
        if (attempts != null) {
            var wait = attempts.look(nowNanos);
            return closed ? -1 : wait;
        }
        if (!patient && endpoint != null) {
            patient = true;
            loop.patience(endpoint.descriptor());
        }
        var left = timeoutNanos() - (nowNanos - lastMovedNanos);
        if (left > 0) {
            return left;
        }
        end(DisconnectCause.IDLE, true);
        return -1;
    }

    private long timeoutNanos() {
        return isFinished(in) || isFinished(out)
                ? Math.min(idleNanos, loop.settings().halfClosedTimeout().toNanos())
                : idleNanos;
    }

    private static boolean isFinished(@Nullable Half half) {
        return half != null && half.isFinished();
    }

    @Override
    public void reset(DisconnectCause cause) {
        loop.execute(() -> end(cause, true));
    }

    @Override
    public void measure(Route.MeasurementObserver observer) {
        loop.execute(
                () -> {
                    if (!closed) {
                        measureNow(observer);
                    }
                });
    }

    private void measureNow(Route.MeasurementObserver observer) {
        observer.measured(
                loop.options().measure(client.descriptor()),
                endpoint == null ? null : loop.options().measure(endpoint.descriptor()));
    }

    /** A callback threw: nothing is known of this connection any more. */
    void broken(Throwable cause) {
        try {
            log.error("connection given up", cause);
        } finally {
            end(DisconnectCause.STOPPED, true);
        }
    }

    private void failed(Leg leg) {
        end(leg == client ? DisconnectCause.CLIENT_RESET : DisconnectCause.ENDPOINT_RESET, true);
    }

    private void end(DisconnectCause cause, boolean byReset) {
        if (closed) {
            return;
        }
        closed = true;
        loop.wheel().remove(this);
        if (attempts != null) {
            attempts.close();
            attempts = null;
        }
        try {
            if (endpoint != null && isWorthMeasuring()) {
                measureNow(route::measured);
            }
        } finally {
            release(byReset);
        }
        route.closed(cause);
    }

    /** Asking the kernel costs two calls: of short connections a sample is enough. */
    private boolean isWorthMeasuring() {
        return loop.poller().roundNanos() - acceptedNanos > SHORT_NANOS || loop.isSample();
    }

    private void release(boolean byReset) {
        if (endpoint != null) {
            endpoint.close(loop, byReset);
        }
        if (in != null && out != null) {
            in.close(loop);
            out.close(loop);
        }
        client.close(loop, byReset);
    }
}
