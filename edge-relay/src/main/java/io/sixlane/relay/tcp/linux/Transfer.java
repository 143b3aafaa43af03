package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.forward.SendQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Both directions between a client and its endpoint, from the first byte to the last.
 *
 * <p>A side that fails ends the direction towards it at once, and the other direction only when its
 * last byte was taken: what an endpoint sent before it reset reaches the client, and then the
 * reset.
 */
final class Transfer {
    private final NativeConnection connection;
    private RelayLoop loop;
    private final Route route;
    private final Leg client;
    private Leg endpoint;
    private final Half in;
    private final Half out;
    private @Nullable Leg failed;
    private boolean sawFirstByte;

    Transfer(NativeConnection connection, Route route, Leg client, Leg endpoint, byte[] preface) {
        this.connection = connection;
        this.loop = connection.loop();
        this.route = route;
        this.client = client;
        this.endpoint = endpoint;
        this.in = new Half(client, endpoint, route.budget(Direction.IN), preface);
        this.out =
                new Half(endpoint, client, route.budget(Direction.OUT), Route.Destination.NOTHING);
    }

    /** Moves available bytes, and ends the connection when nothing is left to do. */
    void pump() {
        noteFailures();
        var more = pump(in);
        more |= noteFailures();
        more |= pump(out);
        more |= noteFailures();
        if (connection.isClosed()) {
            return;
        }
        if (failed == null && in.isComplete() && out.isComplete()) {
            connection.end(DisconnectCause.FINISHED, false);
            return;
        }
        passFin(in);
        passFin(out);
        if (more) {
            connection.pumpSoon();
        } else if (failed != null && !endIfDrained()) {
            connection.lookSoon();
        }
    }

    /** Returns whether there is more to move at once. */
    private boolean pump(Half half) {
        if (connection.isClosed()) {
            return false;
        }
        var outcome = half.pump(loop);
        count(half, half.takeMoved(), half.takeAccepted());
        switch (outcome) {
            case WAITS, MORE -> {}
            case SPENT -> waitForBudget(half);
            case SOURCE_FAILED -> half.source().fail();
            case SINK_FAILED -> half.sink().fail();
        }
        return outcome == Half.Outcome.MORE;
    }

    private void count(Half half, int bytes, boolean accepted) {
        if (bytes > 0 || accepted) {
            connection.moved();
        }
        if (bytes == 0) {
            return;
        }
        if (half == in) {
            route.bytesIn(bytes);
            return;
        }
        if (!sawFirstByte) {
            sawFirstByte = true;
            route.firstByte(connection.ageNanos());
        }
        route.bytesOut(bytes);
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
                                        connection.runSafely();
                                    },
                                    budget.waitNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    /** Returns whether there is a failure that was not known before. */
    private boolean noteFailures() {
        var known = failed != null;
        noteFailure(in);
        noteFailure(out);
        return !known && failed != null;
    }

    private void noteFailure(Half half) {
        if (half.sink().failed) {
            half.abandon(loop);
            if (failed == null) {
                failed = half.sink();
                connection.halfClosed();
            }
        }
    }

    private void passFin(Half half) {
        if (half.isComplete() && half.sawFin() && !half.isFinished() && !half.sink().failed) {
            half.finish(loop);
            connection.halfClosed();
        }
    }

    /**
     * Ends a connection with a side that failed, once the other has taken what was sent to it.
     * Returns whether the connection ended.
     */
    boolean endIfDrained() {
        if (failed == null) {
            return false;
        }
        var last = failed == client ? in : out;
        var drained = last.sink().failed || (last.isComplete() && last.sink().isDrained(loop));
        if (drained) {
            // A client that got its FIN has all of an answer; a reset could cost it bytes.
            connection.end(
                    failed == client
                            ? DisconnectCause.CLIENT_RESET
                            : DisconnectCause.ENDPOINT_RESET,
                    last.sink() == endpoint || !last.isFinished());
        }
        return drained;
    }

    boolean hasFailed() {
        return failed != null;
    }

    /** Whether nothing of it belongs to its event loop. */
    boolean canMove() {
        return failed == null && in.isFree() && out.isFree();
    }

    void moveTo(RelayLoop next) {
        loop = next;
    }

    /** Whether a direction waits for its budget: that is no silence. */
    boolean isWaiting() {
        return in.isWaiting() || out.isWaiting();
    }

    /** The bytes that both sides have and have not taken yet. */
    SendQueue sendQueue() {
        var held = in.holding() + out.holding();
        return client.sendQueue(loop).plus(endpoint.sendQueue(loop)).plus(new SendQueue(0, held));
    }

    /** The endpoint is not connected after all. */
    byte[] leave(LaneLeg leg) {
        in.leaveSink();
        return leg.takeKept();
    }

    /**
     * Switches to another endpoint, before the first byte of any arrived.
     *
     * @param first goes out before the client's bytes
     */
    void goTo(Leg leg, byte[] first) {
        endpoint = leg;
        in.sendTo(leg, first);
        out.readFrom(leg);
    }

    void close() {
        in.close(loop);
        out.close(loop);
    }
}
