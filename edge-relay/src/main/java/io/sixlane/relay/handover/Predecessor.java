package io.sixlane.relay.handover;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sixlane.relay.listener.InheritedSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of this relay that ran before and still accepts; its listening sockets are this one's
 * too. It goes on until it is told that this one serves.
 */
final class Predecessor implements InheritedSockets {
    private static final Logger log = LoggerFactory.getLogger(Predecessor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MultiThreadIoEventLoopGroup loop;
    private final Channel channel;
    private final BlockingQueue<Object> received;
    private final Map<InetSocketAddress, List<Integer>> sockets = new HashMap<>();

    private Predecessor(
            MultiThreadIoEventLoopGroup loop, Channel channel, BlockingQueue<Object> received) {
        this.loop = loop;
        this.channel = channel;
        this.received = received;
    }

    /** Asks whoever listens at {@code socket} for its sockets; empty when nobody does. Waits. */
    static Optional<Predecessor> find(HandOverSocket socket) {
        if (socket.hindrance().isPresent() || !Files.exists(socket.file())) {
            return Optional.empty();
        }
        var loop = newLoop();
        var received = new LinkedBlockingQueue<>();
        var connected =
                new Bootstrap()
                        .group(loop)
                        .channel(EpollDomainSocketChannel.class)
                        .handler(new Inbox(received))
                        .connect(socket.address())
                        .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            return Optional.empty(); // left behind by a process that is gone
        }
        var found = new Predecessor(loop, connected.channel(), received);
        try {
            found.takeAll();
            return Optional.of(found);
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("the relay that runs hands nothing over");
            found.close();
            return Optional.empty();
        }
    }

    static MultiThreadIoEventLoopGroup newLoop() {
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("relay-handover", true), EpollIoHandler.newFactory());
    }

    private void takeAll() throws IOException {
        say(Letter.TAKE);
        var count = next(Integer.class);
        if (count > 0) {
            read(DomainSocketReadMode.FILE_DESCRIPTORS);
            say(Letter.GIVE);
            for (var i = 0; i < count; i++) {
                var descriptor = next(FileDescriptor.class).intValue();
                var address = new Socket(descriptor).localAddress();
                sockets.computeIfAbsent(address, _ -> new ArrayList<>()).add(descriptor);
            }
            read(DomainSocketReadMode.BYTES);
        }
        log.atInfo()
                .addKeyValue("addresses", sockets.size())
                .addKeyValue("sockets", count)
                .log("taking over from the relay that runs");
    }

    private void read(DomainSocketReadMode mode) {
        channel.config().setOption(UnixChannelOption.DOMAIN_SOCKET_READ_MODE, mode);
    }

    @Override
    public synchronized List<Integer> take(InetSocketAddress address) {
        var taken = sockets.remove(address);
        return taken == null ? List.of() : taken;
    }

    /**
     * This process serves. Returns when the older one accepts no more and has released the ports of
     * UDP, or is gone.
     */
    void release() {
        try {
            say(Letter.READY);
            next(Letter.class);
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("the relay that ran did not say that it released its ports");
        }
        close();
    }

    /** Closes what nobody took. */
    private synchronized void close() {
        sockets.values().stream().flatMap(List::stream).forEach(Predecessor::close);
        sockets.clear();
        channel.close().awaitUninterruptibly();
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static void close(int descriptor) {
        try {
            new FileDescriptor(descriptor).close();
        } catch (IOException e) {
            log.debug("inherited socket not closed", e);
        }
    }

    private void say(Letter letter) {
        var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {letter.code()}));
    }

    private <T> T next(Class<T> type) throws IOException {
        @Nullable Object answer;
        try {
            answer = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (!type.isInstance(answer)) {
            throw new IOException(
                    "it said %s instead of %s"
                            .formatted(answer == null ? "nothing" : answer, type.getSimpleName()));
        }
        return type.cast(answer);
    }

    /** An Integer, descriptors, {@link Letter#RELEASED}, or that the other one is gone. */
    private static final class Inbox extends ChannelInboundHandlerAdapter {
        private final BlockingQueue<Object> received;
        private final ByteBuf bytes = Unpooled.buffer(Integer.BYTES);
        private boolean counted;

        private Inbox(BlockingQueue<Object> received) {
            this.received = received;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof ByteBuf part)) {
                received.add(message);
                return;
            }
            bytes.writeBytes(part);
            part.release();
            if (!counted && bytes.readableBytes() >= Integer.BYTES) {
                counted = true;
                received.add(bytes.readInt());
            }
            if (counted && bytes.isReadable() && bytes.readByte() == Letter.RELEASED.code()) {
                received.add(Letter.RELEASED);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            received.add("that it is gone");
        }
    }
}
