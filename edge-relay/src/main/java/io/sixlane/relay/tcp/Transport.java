package io.sixlane.relay.tcp;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.util.Optional;
import java.util.function.Supplier;

/** How the portable path reaches the system's sockets. */
@SuppressWarnings("ImmutableEnumChecker") // a method reference without state
enum Transport {
    /** Linux: a wildcard IPv6 socket leaves IPv4 alone. */
    EPOLL(
            KeptRegistrationHandler::newFactory,
            EpollServerSocketChannel.class,
            EpollSocketChannel.class),
    /** Anywhere: a wildcard IPv6 socket takes the IPv4 port too, Java offers no way around. */
    NIO(NioIoHandler::newFactory, NioServerSocketChannel.class, NioSocketChannel.class);

    /** Levels and names as in Linux {@code netinet/in.h}: IPPROTO_IPV6 41, IPV6_V6ONLY 26. */
    private static final ChannelOption<Integer> IPV6_V6ONLY =
            new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

    private final Supplier<IoHandlerFactory> handlers;
    private final Class<? extends ServerChannel> serverChannel;
    private final Class<? extends DuplexChannel> channel;

    Transport(
            Supplier<IoHandlerFactory> handlers,
            Class<? extends ServerChannel> serverChannel,
            Class<? extends DuplexChannel> channel) {
        this.handlers = handlers;
        this.serverChannel = serverChannel;
        this.channel = channel;
    }

    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory handlers() {
        return handlers.get();
    }

    Class<? extends ServerChannel> serverChannel() {
        return serverChannel;
    }

    Class<? extends DuplexChannel> channel() {
        return channel;
    }

    /** The option that keeps a wildcard socket to IPv6, where there is one. */
    Optional<ChannelOption<Integer>> ipv6Only() {
        return this == EPOLL ? Optional.of(IPV6_V6ONLY) : Optional.empty();
    }
}
