package io.sixlane.relay.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Two Netty channels on one event loop per connection; runs wherever Java does. */
public final class PortableTcpPath implements TcpPath {
    private static final int BACKLOG = 4096;
    private static final long RETRY_MILLIS = 10;

    private final Transport transport;
    private final TcpSettings settings;
    private final MultiThreadIoEventLoopGroup loops;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private final ChannelReserve reserve = new ChannelReserve();

    public PortableTcpPath(TcpSettings settings) {
        this(settings, Transport.best());
    }

    PortableTcpPath(TcpSettings settings, Transport transport) {
        this.transport = transport;
        this.settings = settings;
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        settings.threads(),
                        new DefaultThreadFactory("relay-loop"),
                        transport.handlers());
    }

    @Override
    public String name() {
        return "portable";
    }

    @Override
    public String toString() {
        return "portable over " + transport;
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException {
        var bootstrap = bootstrap(admission).channel(transport.serverChannel());
        if (address.getAddress() instanceof Inet6Address ip && ip.isAnyLocalAddress()) {
            transport.ipv6Only().ifPresent(option -> bootstrap.option(option, 1));
        }
        if (settings.freeBind() && transport == Transport.EPOLL) {
            bootstrap.option(EpollChannelOption.IP_FREEBIND, true);
        }
        return new ServerSocket(List.of(done(bootstrap.bind(address))));
    }

    @Override
    public BoundSocket adopt(List<Integer> descriptors, Admission admission) throws IOException {
        var channels = new ArrayList<Channel>();
        try {
            for (var descriptor : descriptors) {
                var channel = transport.adopt(descriptor);
                channels.add(done(bootstrap(admission).channelFactory(() -> channel).register()));
            }
            return new ServerSocket(channels);
        } catch (IOException | RuntimeException e) {
            new ServerSocket(channels).close();
            Transport.closeAll(descriptors.subList(channels.size(), descriptors.size()));
            throw e;
        }
    }

    private ServerBootstrap bootstrap(Admission admission) {
        var bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.AUTO_CLOSE, false)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.SO_LINGER, 0)
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                        .handler(new ExhaustionHandler())
                        .childHandler(new AcceptHandler(admission));
        transport.options(settings).forEach(bootstrap::childOption);
        return bootstrap;
    }

    private static Channel done(ChannelFuture future) throws IOException {
        future.awaitUninterruptibly();
        if (!future.isSuccess()) {
            var cause = future.cause();
            throw new IOException(
                    cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
        return future.channel();
    }

    private WriteBufferWaterMark waterMark() {
        return new WriteBufferWaterMark(settings.writeBufferHigh() / 2, settings.writeBufferHigh());
    }

    @Override
    public void close() {
        connections.forEach(connection -> connection.reset(DisconnectCause.STOPPED));
        reserve.close();
        loops.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(5_000);
    }

    private record ServerSocket(List<Channel> channels) implements BoundSocket {
        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channels.getFirst().localAddress();
        }

        @Override
        public List<Integer> descriptors() {
            return channels.stream().flatMap(Transport::descriptorOf).toList();
        }

        @Override
        public void close() {
            channels.stream()
                    .map(Channel::close)
                    .toList()
                    .forEach(ChannelFuture::awaitUninterruptibly);
        }
    }

    /** Without descriptors, frees one for the accept that comes next. */
    private final class ExhaustionHandler extends ChannelInboundHandlerAdapter {
        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (ConnectFailure.of(cause) != ConnectFailure.EXHAUSTED) {
                context.fireExceptionCaught(cause);
            } else if (!reserve.giveUpOne()) {
                pause(context.channel());
            }
        }

        private static void pause(Channel channel) {
            channel.config().setAutoRead(false);
            var _ =
                    channel.eventLoop()
                            .schedule(
                                    () -> channel.config().setAutoRead(true),
                                    RETRY_MILLIS,
                                    TimeUnit.MILLISECONDS);
        }
    }

    /** Admits or resets accepted connections. */
    private final class AcceptHandler extends ChannelInitializer<SocketChannel> {
        private final Admission admission;

        private AcceptHandler(Admission admission) {
            this.admission = admission;
        }

        @Override
        protected void initChannel(SocketChannel client) {
            var local = client.localAddress();
            var remote = client.remoteAddress();
            if (reserve.isShort()) {
                RelayedConnection.reset(client);
                reserve.refill();
                return;
            }
            // Null when the client was gone before it was accepted.
            var route = local == null || remote == null ? null : admission.admit(local, remote);
            if (route == null) {
                RelayedConnection.reset(client);
                return;
            }
            var connection = connection(client, route);
            connections.add(connection);
            try {
                connection.start();
            } catch (Throwable e) { // an Error too must not cost the place it was admitted to
                connection.broken(e);
            }
        }

        private RelayedConnection connection(SocketChannel client, Route route) {
            try {
                return new RelayedConnection(
                        client, route, settings, transport, connections::remove);
            } catch (Throwable e) {
                RelayedConnection.reset(client);
                route.closed(DisconnectCause.STOPPED);
                throw e;
            }
        }
    }
}
