package io.sixlane.relay.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannel;
import io.sixlane.relay.forward.SendQueue;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.linux.TcpInfo;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** The kind of channels that the portable path uses. */
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
    private static final RawUnixChannelOption TCP_INFO =
            new RawUnixChannelOption("TCP_INFO", 6, 11, TcpInfo.BYTES);

    /**
     * Bytes that the system may hold where its queue cannot be seen: a slow reader takes them
     * within an idle timeout.
     */
    private static final int UNSEEN_BYTES = 256 << 10;

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

    /** Keepalive, user timeout and send buffer, as far as this transport sets them. */
    Map<ChannelOption<Integer>, Integer> options(TcpSettings settings) {
        var idle = Math.toIntExact(settings.keepalive().idle().toSeconds());
        var interval = Math.toIntExact(settings.keepalive().interval().toSeconds());
        var probes = settings.keepalive().probes();
        return switch (this) {
            case EPOLL ->
                    Map.of(
                            EpollChannelOption.TCP_KEEPIDLE,
                            idle,
                            EpollChannelOption.TCP_KEEPINTVL,
                            interval,
                            EpollChannelOption.TCP_KEEPCNT,
                            probes,
                            EpollChannelOption.TCP_USER_TIMEOUT,
                            Math.toIntExact(settings.userTimeout().toMillis()));
            case NIO ->
                    Map.of(
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                            idle,
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                            interval,
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                            probes,
                            ChannelOption.SO_SNDBUF,
                            UNSEEN_BYTES);
        };
    }

    /** Whether the bytes that the system holds for a peer cannot be seen. */
    boolean hidesSendQueue() {
        return this == NIO;
    }

    /** The bytes that a peer has and has not taken, as far as they can be seen. */
    SendQueue sendQueue(Channel channel) {
        if (channel.unsafe() instanceof AbstractNioChannel.NioUnsafe unsafe) {
            unsafe.forceFlush(); // the system takes bytes before its selector reports it
        }
        var buffer = channel.unsafe().outboundBuffer();
        var pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        var info = info(channel);
        var queue = new SendQueue(-pending, pending);
        return info == null ? queue : queue.plus(info.sendQueue());
    }

    /** Whether a peer has taken what was sent to it, as far as this can be seen. */
    boolean isTaken(Channel channel) {
        return sendQueue(channel).waiting() == 0
                && (!hidesSendQueue() || UnseenQueue.isNearlyEmpty(channel));
    }

    private static @Nullable TcpInfo info(Channel channel) {
        if (!(channel instanceof EpollSocketChannel socket) || !socket.isOpen()) {
            return null;
        }
        try {
            var bytes = socket.config().getOption(TCP_INFO);
            return new TcpInfo(MemorySegment.ofBuffer(bytes.clear()));
        } catch (ChannelException _) {
            return null; // closed meanwhile
        }
    }

    /** Null for a closed channel, or where the platform hides it. */
    @Nullable TcpMeasurement measure(Channel channel) {
        var info = info(channel);
        return info == null ? null : info.measurement();
    }

    /** Closes descriptors that no channel took. */
    static void closeAll(List<Integer> descriptors) {
        if (Epoll.isAvailable()) {
            for (var descriptor : descriptors) {
                try {
                    new FileDescriptor(descriptor).close();
                } catch (IOException _) {
                    // it is gone in any case
                }
            }
        }
    }

    /**
     * A channel of a socket that already listens.
     *
     * @throws IOException where Java cannot take a descriptor
     */
    ServerChannel adopt(int descriptor) throws IOException {
        if (this != EPOLL) {
            throw new IOException("listening descriptors can be adopted on Linux alone");
        }
        return new EpollServerSocketChannel(descriptor);
    }

    /** Empty where Java hides it. */
    static Stream<Integer> descriptorOf(Channel channel) {
        return channel instanceof UnixChannel unix
                ? Stream.of(unix.fd().intValue())
                : Stream.empty();
    }
}
