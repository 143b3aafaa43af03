package io.sixlane.relay.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.forward.SendQueue;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Both directions between a client's channel and its endpoint's, from the first byte to the last.
 *
 * <p>A side that fails ends the direction towards it at once, and the other direction only when its
 * last byte was taken: what an endpoint sent before it reset reaches the client, and then the
 * reset.
 */
final class ChannelTransfer {
    private static final long FIRST_LOOK_MILLIS = 20;
    private static final long LAST_LOOK_MILLIS = 1_000;

    /** Where the system's queue cannot be seen, the time that its last 2 KB have. */
    private static final long UNSEEN_MILLIS = 500;

    private final RelayedConnection connection;
    private final Transport transport;
    private final SocketChannel client;
    private final DuplexChannel endpoint;
    private @Nullable DuplexChannel failed;
    private boolean sawReset;
    private boolean draining;
    private boolean waitedForUnseen;

    ChannelTransfer(
            RelayedConnection connection,
            Transport transport,
            SocketChannel client,
            DuplexChannel endpoint) {
        this.connection = connection;
        this.transport = transport;
        this.client = client;
        this.endpoint = endpoint;
    }

    /** Begins the transfer; nothing moves before the channels are read. */
    void begin(Route route, IntConsumer onIn, IntConsumer onOut) {
        throttle(client, endpoint, route, Direction.IN);
        client.pipeline().addLast(new RelayHandler(this, client, endpoint, onIn));
        throttle(endpoint, client, route, Direction.OUT);
        endpoint.pipeline().addLast(new RelayHandler(this, endpoint, client, onOut));
    }

    private static void throttle(
            DuplexChannel source, DuplexChannel sink, Route route, Direction direction) {
        var budget = route.budget(direction);
        if (budget != null) {
            source.pipeline().addLast(new Throttle(budget, sink));
        }
    }

    /** Whether a direction waits for its budget: that is no silence. */
    boolean isWaiting() {
        return Throttle.isWaiting(client) || Throttle.isWaiting(endpoint);
    }

    /** The bytes that both sides have and have not taken yet. */
    SendQueue sendQueue() {
        return transport.sendQueue(client).plus(transport.sendQueue(endpoint));
    }

    /** Reads from a side, or not; never from one whose bytes have nowhere to go. */
    void read(DuplexChannel side, boolean wanted) {
        if (failed == null || failed == side) {
            side.config().setAutoRead(wanted);
        }
    }

    /** A side gives nothing more: passes its FIN on, or ends what is left after its failure. */
    void inputEnded(DuplexChannel side) {
        if (connection.isClosed()) {
            return;
        }
        var peer = peerOf(side);
        var isFin = side != failed || !sawReset;
        peer.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(
                        written -> {
                            if (written.isSuccess() && isFin) {
                                peer.shutdownOutput().addListener(_ -> outputShut());
                            }
                            if (side == failed) {
                                drain(peer);
                            }
                        });
    }

    private DuplexChannel peerOf(DuplexChannel side) {
        return side == client ? endpoint : client;
    }

    /** A FIN was passed on to one side; with both passed on nothing is left to do. */
    private void outputShut() {
        if (failed == null && endpoint.isOutputShutdown() && client.isOutputShutdown()) {
            connection.end(DisconnectCause.FINISHED, false);
        } else {
            connection.halfClosed();
        }
    }

    /**
     * Notes that nothing can be sent to a side any more.
     *
     * @param cause null when the channel is closed
     */
    void failed(DuplexChannel side, @Nullable Throwable cause) {
        if (connection.isClosed() || side == failed) {
            return;
        }
        if (cause != null && !(cause instanceof IOException)) {
            connection.broken(cause);
            return;
        }
        if (failed != null) {
            connection.close(causeOf(failed));
            return;
        }
        failed = side;
        sawReset = !isBrokenPipe(cause);
        connection.halfClosed();
        var peer = peerOf(side);
        peer.config().setAutoRead(false);
        Throttle.remove(peer);
        if (side.isInputShutdown()) {
            inputEnded(side);
        } else {
            side.config().setAutoRead(peer.isWritable());
        }
    }

    /** After a FIN a reset is EPIPE, and the end of the stream that is read then is that FIN. */
    private static boolean isBrokenPipe(@Nullable Throwable cause) {
        return cause != null && String.valueOf(cause.getMessage()).contains("Broken pipe");
    }

    private DisconnectCause causeOf(Channel side) {
        return side == client ? DisconnectCause.CLIENT_RESET : DisconnectCause.ENDPOINT_RESET;
    }

    private void drain(DuplexChannel last) {
        if (!draining && !connection.isClosed()) {
            draining = true;
            endWhenTaken(last, FIRST_LOOK_MILLIS);
        }
    }

    private void endWhenTakenIn(long waitMillis, DuplexChannel last) {
        var next = Math.min(2 * waitMillis, LAST_LOOK_MILLIS);
        var _ =
                client.eventLoop()
                        .schedule(
                                () -> endWhenTaken(last, next), waitMillis, TimeUnit.MILLISECONDS);
    }

    /** Ends the connection when the side that did not fail has taken what was sent to it. */
    private void endWhenTaken(DuplexChannel last, long waitMillis) {
        if (connection.isClosed() || failed == null) {
            return;
        }
        if (last.isOpen() && !transport.isTaken(last)) {
            endWhenTakenIn(waitMillis, last);
            return;
        }
        if (last.isOpen() && transport.hidesSendQueue() && !waitedForUnseen) {
            waitedForUnseen = true;
            endWhenTakenIn(UNSEEN_MILLIS, last);
            return;
        }
        // A client that got its FIN has all of an answer; a reset could cost it bytes.
        connection.end(causeOf(failed), last != client || !last.isOutputShutdown());
    }
}
