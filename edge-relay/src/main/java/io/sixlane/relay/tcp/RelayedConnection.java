package io.sixlane.relay.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client channel and, once connected, its endpoint's; both on the client's event loop, to which
 * all state here is confined.
 */
final class RelayedConnection implements Route.OpenConnection, EndpointAttempts.Observer {
    private static final Logger log = LoggerFactory.getLogger(RelayedConnection.class);

    private final SocketChannel client;
    private final Route route;
    private final TcpSettings settings;
    private final Transport transport;
    private final Consumer<RelayedConnection> onClosed;
    private final long acceptedNanos = System.nanoTime();

    private @Nullable DuplexChannel endpoint;
    private @Nullable Future<?> idleCheck;
    private long lastMovedNanos = acceptedNanos;
    private boolean sawFirstByte;
    private boolean halfClosed;
    private boolean closed;

    RelayedConnection(
            SocketChannel client,
            Route route,
            TcpSettings settings,
            Transport transport,
            Consumer<RelayedConnection> onClosed) {
        this.client = client;
        this.route = route;
        this.settings = settings;
        this.transport = transport;
        this.onClosed = onClosed;
    }

    void start() {
        route.opened(this);
        client.pipeline().addLast(new WaitingHandler());
        new EndpointAttempts(
                        route.destinations().iterator(),
                        client.eventLoop(),
                        settings,
                        transport,
                        this)
                .next();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void exhausted() {
        close(DisconnectCause.NO_ENDPOINT);
    }

    @Override
    public void broken(Throwable cause) {
        try {
            log.error("connection given up", cause);
        } finally {
            close(DisconnectCause.STOPPED);
        }
    }

    @Override
    public void connected(DuplexChannel channel, Route.Destination destination, long nanos) {
        endpoint = channel;
        destination.connected(new ChannelUpstream(channel), nanos);
        route.connected(nanos);
        client.pipeline().remove(WaitingHandler.class);
        throttle(client, channel, Direction.IN);
        client.pipeline().addLast(new RelayHandler(this, channel, this::movedIn));
        throttle(channel, client, Direction.OUT);
        channel.pipeline().addLast(new RelayHandler(this, client, this::movedOut));
        if (!client.isActive() || !channel.isActive()) {
            close(
                    client.isActive()
                            ? DisconnectCause.ENDPOINT_RESET
                            : DisconnectCause.CLIENT_RESET);
            return;
        }
        var preface = destination.preface(client.remoteAddress(), client.localAddress());
        if (preface.length > 0) {
            var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(preface), channel.voidPromise());
        }
        lastMovedNanos = System.nanoTime();
        checkIdleIn(timeoutNanos());
        client.config().setAutoRead(channel.isWritable());
        channel.config().setAutoRead(true);
    }

    private void throttle(DuplexChannel source, DuplexChannel sink, Direction direction) {
        var budget = route.budget(direction);
        if (budget != null) {
            source.pipeline().addLast(new Throttle(budget, sink));
        }
    }

    private void movedIn(int bytes) {
        lastMovedNanos = System.nanoTime();
        route.bytesIn(bytes);
    }

    private void movedOut(int bytes) {
        lastMovedNanos = System.nanoTime();
        if (!sawFirstByte) {
            sawFirstByte = true;
            route.firstByte(lastMovedNanos - acceptedNanos);
        }
        route.bytesOut(bytes);
    }

    private void checkIdleIn(long nanos) {
        idleCheck = client.eventLoop().schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkIdle() {
        var left = timeoutNanos() - (System.nanoTime() - lastMovedNanos);
        if (left <= 0) {
            close(DisconnectCause.IDLE);
        } else {
            checkIdleIn(left);
        }
    }

    private long timeoutNanos() {
        var idle = settings.idleTimeoutOf(route).toNanos();
        return halfClosed ? Math.min(idle, settings.halfClosedTimeout().toNanos()) : idle;
    }

    /** A FIN was passed on to one side; with both passed on nothing is left to do. */
    void outputShut() {
        if (endpoint != null && endpoint.isOutputShutdown() && client.isOutputShutdown()) {
            end(DisconnectCause.FINISHED, false);
        } else if (!closed && idleCheck != null) {
            halfClosed = true;
            idleCheck.cancel(false);
            checkIdle();
        }
    }

    /** A side failed, or closed without the two FINs: the other one gets a reset. */
    void failed(Channel side) {
        close(side == client ? DisconnectCause.CLIENT_RESET : DisconnectCause.ENDPOINT_RESET);
    }

    @Override
    public void reset(DisconnectCause cause) {
        onLoop(() -> close(cause));
    }

    @Override
    public void measure(Route.MeasurementObserver observer) {
        onLoop(
                () -> {
                    if (!closed) {
                        measureNow(observer);
                    }
                });
    }

    private void measureNow(Route.MeasurementObserver observer) {
        observer.measured(
                transport.measure(client), endpoint == null ? null : transport.measure(endpoint));
    }

    private void close(DisconnectCause cause) {
        end(cause, true);
    }

    private void end(DisconnectCause cause, boolean byReset) {
        if (closed) {
            return;
        }
        closed = true;
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        if (endpoint != null) {
            measureNow(route::measured);
        }
        for (var channel :
                endpoint == null ? new Channel[] {client} : new Channel[] {client, endpoint}) {
            if (byReset) {
                reset(channel);
            } else {
                var _ = channel.close();
            }
        }
        onClosed.accept(this);
        route.closed(cause);
    }

    /**
     * SO_LINGER 0: what is queued is dropped and the peer gets a RST (source: RFC 9293, 3.10.4).
     */
    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = channel.close();
        }
    }

    private void onLoop(Runnable task) {
        var loop = client.eventLoop();
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** On the client's channel until an endpoint is connected. */
    private final class WaitingHandler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            failed(context.channel());
        }

        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failed(context.channel());
        }
    }

    private record ChannelUpstream(DuplexChannel channel) implements Route.Upstream {
        @Override
        public InetSocketAddress outgoing() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public InetSocketAddress endpoint() {
            return (InetSocketAddress) channel.remoteAddress();
        }
    }
}
