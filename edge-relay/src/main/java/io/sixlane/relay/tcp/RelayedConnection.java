package io.sixlane.relay.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private final IdleTimer idle;

    private @Nullable DuplexChannel endpoint;
    private @Nullable Future<?> idleCheck;
    private @Nullable ChannelTransfer transfer;
    private boolean sawFirstByte;
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
        this.idle = new IdleTimer(settings, settings.idleTimeoutOf(route).toNanos(), acceptedNanos);
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
        var relayed = new ChannelTransfer(this, transport, client, channel);
        transfer = relayed;
        relayed.begin(route, this::movedIn, this::movedOut);
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
        idle.moved(System.nanoTime());
        checkIdleIn(idle.stepNanos());
        client.config().setAutoRead(channel.isWritable());
        channel.config().setAutoRead(true);
    }

    private void movedIn(int bytes) {
        idle.moved(System.nanoTime());
        route.bytesIn(bytes);
    }

    private void movedOut(int bytes) {
        var now = System.nanoTime();
        idle.moved(now);
        if (!sawFirstByte) {
            sawFirstByte = true;
            route.firstByte(now - acceptedNanos);
        }
        route.bytesOut(bytes);
    }

    private void checkIdleIn(long nanos) {
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        idleCheck = client.eventLoop().schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkIdle() {
        if (closed || transfer == null) {
            return;
        }
        var now = System.nanoTime();
        if (transfer.isWaiting()) {
            idle.moved(now);
        }
        var left = idle.look(now, transfer::sendQueue);
        if (left <= 0) {
            close(DisconnectCause.IDLE);
        } else {
            checkIdleIn(left);
        }
    }

    /** A FIN was passed on, or a side failed: silence may last less. */
    void halfClosed() {
        if (!closed) {
            idle.halfClose();
            checkIdleIn(idle.stepNanos());
        }
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

    void close(DisconnectCause cause) {
        end(cause, true);
    }

    void end(DisconnectCause cause, boolean byReset) {
        if (closed) {
            return;
        }
        closed = true;
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
        try {
            if (endpoint != null) {
                measureNow(route::measured);
                close(endpoint, byReset);
            }
        } finally {
            close(client, byReset);
            onClosed.accept(this);
            route.closed(cause);
        }
    }

    private void close(DuplexChannel channel, boolean byReset) {
        if (byReset && !(transport.hidesSendQueue() && channel.isOutputShutdown())) {
            reset(channel);
        } else if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, -1);
            var _ = channel.close();
        }
    }

    /**
     * SO_LINGER 0, as all channels have it: what is queued is dropped and the peer gets a RST
     * (source: RFC 9293, 3.10.4).
     */
    static void reset(Channel channel) {
        var _ = channel.close();
    }

    private void onLoop(Runnable task) {
        var loop = client.eventLoop();
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** The handler on the client's channel until an endpoint is connected. */
    private final class WaitingHandler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            close(DisconnectCause.CLIENT_RESET);
        }

        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            close(DisconnectCause.CLIENT_RESET);
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
