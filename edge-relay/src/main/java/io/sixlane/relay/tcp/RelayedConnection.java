package io.sixlane.relay.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client channel and, once connected, its endpoint's; both on the client's event loop, to which
 * all state here is confined.
 */
final class RelayedConnection implements Route.OpenConnection {
    private final DuplexChannel client;
    private final Route route;
    private final TcpSettings settings;
    private final Transport transport;
    private final Consumer<RelayedConnection> onClosed;
    private final long acceptedNanos = System.nanoTime();

    private @Nullable DuplexChannel endpoint;
    private @Nullable Future<?> idleCheck;
    private long lastMovedNanos = acceptedNanos;
    private boolean sawFirstByte;
    private boolean closed;

    RelayedConnection(
            DuplexChannel client,
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
        connect(route.destinations().iterator());
    }

    /** Tries the next endpoint; nothing was read from the client so far. */
    private void connect(Iterator<Route.Destination> destinations) {
        if (closed) {
            return;
        }
        if (!destinations.hasNext()) {
            close(DisconnectCause.NO_ENDPOINT);
            return;
        }
        destinations
                .next()
                .address()
                .whenComplete(
                        (address, failure) ->
                                onLoop(
                                        () -> {
                                            if (failure == null) {
                                                connect(address, destinations);
                                            } else {
                                                connect(destinations);
                                            }
                                        }));
    }

    private void connect(InetSocketAddress address, Iterator<Route.Destination> others) {
        if (closed) {
            return;
        }
        var startedNanos = System.nanoTime();
        var high = settings.writeBufferHigh();
        new Bootstrap()
                .group(client.eventLoop())
                .channel(transport.channel())
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(high / 2, high))
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address)
                .addListener(
                        (ChannelFuture attempt) -> {
                            if (attempt.isSuccess()) {
                                connected((DuplexChannel) attempt.channel(), startedNanos);
                            } else {
                                connect(others);
                            }
                        });
    }

    private void connected(DuplexChannel channel, long startedNanos) {
        if (closed) {
            reset(channel);
            return;
        }
        endpoint = channel;
        route.connected(System.nanoTime() - startedNanos);
        client.pipeline().remove(WaitingHandler.class);
        client.pipeline().addLast(new RelayHandler(this, channel, this::movedIn));
        channel.pipeline().addLast(new RelayHandler(this, client, this::movedOut));
        if (!client.isActive() || !channel.isActive()) {
            close(
                    client.isActive()
                            ? DisconnectCause.ENDPOINT_RESET
                            : DisconnectCause.CLIENT_RESET);
            return;
        }
        checkIdleIn(settings.idleTimeout().toNanos());
        client.config().setAutoRead(true);
        channel.config().setAutoRead(true);
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
        var left = settings.idleTimeout().toNanos() - (System.nanoTime() - lastMovedNanos);
        if (left <= 0) {
            close(DisconnectCause.IDLE);
        } else {
            checkIdleIn(left);
        }
    }

    /** A FIN was passed on to one side; with both passed on nothing is left to do. */
    void outputShut() {
        if (endpoint != null && endpoint.isOutputShutdown() && client.isOutputShutdown()) {
            end(DisconnectCause.FINISHED, false);
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
    private static void reset(Channel channel) {
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
}
