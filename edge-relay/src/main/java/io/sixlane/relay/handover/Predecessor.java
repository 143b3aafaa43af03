package io.sixlane.relay.handover;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
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
import io.sixlane.relay.udp.InheritedSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of this relay that ran before and still accepts; its listening sockets are this one's
 * too. It continues until this one serves.
 */
final class Predecessor implements InheritedSockets {
    private static final Logger log = LoggerFactory.getLogger(Predecessor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MultiThreadIoEventLoopGroup loop;
    private final Channel channel;
    private final BlockingQueue<Object> received;
    private final Map<InetSocketAddress, List<Integer>> connections = new HashMap<>();
    private final Map<InetSocketAddress, List<Integer>> datagrams = new HashMap<>();
    private final ByteBuf unread = Unpooled.buffer();

    private Predecessor(
            MultiThreadIoEventLoopGroup loop, Channel channel, BlockingQueue<Object> received) {
        this.loop = loop;
        this.channel = channel;
        this.received = received;
    }

    /** Gets the sockets of the process that listens at {@code socket}, if any. Waits. */
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
            socket.requireSameUser(connected.channel());
            found.takeAll();
            return Optional.of(found);
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("running relay refused the hand-over");
            found.close();
            return Optional.empty();
        }
    }

    static MultiThreadIoEventLoopGroup newLoop() {
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("relay-handover", true), EpollIoHandler.newFactory());
    }

    private void takeAll() throws IOException {
        send(HandOverMessage.TAKE);
        var counts = bytes(2 * Integer.BYTES);
        var ofConnections = counts.getInt();
        var ofDatagrams = counts.getInt();
        var descriptors = descriptors(ofConnections + ofDatagrams);
        for (var i = 0; i < descriptors.size(); i++) {
            keep(descriptors.get(i), i < ofConnections ? connections : datagrams);
        }
        log.atInfo()
                .addKeyValue("connections", ofConnections)
                .addKeyValue("datagrams", ofDatagrams)
                .log("taking over the listening sockets of the running relay");
    }

    /** A descriptor that is no socket is closed; its port is bound as if it had not been lent. */
    private static void keep(int descriptor, Map<InetSocketAddress, List<Integer>> sockets) {
        @Nullable InetSocketAddress address;
        try {
            address = new Socket(descriptor).localAddress();
        } catch (RuntimeException e) {
            log.debug("descriptor is not a socket", e);
            address = null;
        }
        if (address == null) {
            close(descriptor);
        } else {
            sockets.computeIfAbsent(address, _ -> new ArrayList<>()).add(descriptor);
        }
    }

    private List<Integer> descriptors(int count) throws IOException {
        var descriptors = new ArrayList<Integer>();
        if (count > 0) {
            read(DomainSocketReadMode.FILE_DESCRIPTORS);
            send(HandOverMessage.GIVE);
            try {
                while (descriptors.size() < count) {
                    descriptors.add(((FileDescriptor) next(FileDescriptor.class)).intValue());
                }
            } catch (IOException e) {
                descriptors.forEach(Predecessor::close);
                throw e;
            }
            read(DomainSocketReadMode.BYTES);
        }
        return descriptors;
    }

    private void read(DomainSocketReadMode mode) {
        channel.config().setOption(UnixChannelOption.DOMAIN_SOCKET_READ_MODE, mode);
    }

    @Override
    public synchronized List<Integer> take(InetSocketAddress address) {
        var taken = connections.remove(address);
        return taken == null ? List.of() : taken;
    }

    @Override
    public synchronized List<Integer> takeDatagrams(InetSocketAddress address) {
        var taken = datagrams.remove(address);
        return taken == null ? List.of() : taken;
    }

    /**
     * This process serves. Returns when the older one accepts no more and has released its ports,
     * or is gone.
     *
     * @param heir called once, even without a session
     */
    void release(Consumer<List<InheritedSession>> heir) {
        var sessions = List.<InheritedSession>of();
        try {
            sessions = takeSessions();
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("previous relay handed over no UDP sessions");
        }
        heir.accept(sessions);
        try {
            send(HandOverMessage.TAKEN);
            bytes(1);
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("previous relay did not confirm that it released its ports");
        }
        close();
    }

    private List<InheritedSession> takeSessions() throws IOException {
        send(HandOverMessage.READY);
        var header = bytes(2 * Integer.BYTES);
        var count = header.getInt();
        var list = new byte[header.getInt()];
        bytes(list.length).get(list);
        var descriptors = descriptors(count);
        log.atInfo().addKeyValue("sessions", count).log("taking over UDP sessions");
        try {
            return SessionList.read(list, descriptors, Predecessor::close);
        } catch (IOException e) {
            descriptors.forEach(Predecessor::close);
            throw e;
        }
    }

    /** Closes the sockets that were not taken. */
    private synchronized void close() {
        for (var sockets : List.of(connections, datagrams)) {
            sockets.values().stream().flatMap(List::stream).forEach(Predecessor::close);
            sockets.clear();
        }
        channel.close().awaitUninterruptibly();
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    static void close(int descriptor) {
        try {
            new FileDescriptor(descriptor).close();
        } catch (IOException e) {
            log.debug("inherited socket not closed", e);
        }
    }

    private void send(HandOverMessage message) {
        var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {message.code()}));
    }

    private ByteBuffer bytes(int count) throws IOException {
        while (unread.readableBytes() < count) {
            unread.writeBytes((byte[]) next(byte[].class));
        }
        var bytes = ByteBuffer.allocate(count);
        unread.readBytes(bytes);
        return bytes.flip();
    }

    private Object next(Class<?> type) throws IOException {
        @Nullable Object answer;
        try {
            answer = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (answer == null || !type.isInstance(answer)) {
            throw new IOException("unexpected answer: " + (answer == null ? "none" : answer));
        }
        return answer;
    }

    /** Bytes, descriptors, or that the other one is gone. */
    private static final class Inbox extends ChannelInboundHandlerAdapter {
        private final BlockingQueue<Object> received;

        private Inbox(BlockingQueue<Object> received) {
            this.received = received;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf part) {
                received.add(ByteBufUtil.getBytes(part));
                part.release();
            } else {
                received.add(message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            received.add("the process is gone");
        }
    }
}
