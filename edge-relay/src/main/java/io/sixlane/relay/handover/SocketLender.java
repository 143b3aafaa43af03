package io.sixlane.relay.handover;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.sixlane.relay.listener.LentSockets;
import io.sixlane.relay.listener.ListenerReconciler;
import io.sixlane.relay.udp.HandedOver;
import io.sixlane.relay.udp.InheritedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lends this process' listening sockets to the next one, and ends when that one serves. */
final class SocketLender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SocketLender.class);
    private static final int PATIENCE_SECONDS = 10;

    private final HandOverSocket socket;
    private final ListenerReconciler reconciler;
    private final Retirement retirement;
    private final MultiThreadIoEventLoopGroup loop;
    private final Channel server;
    private final AtomicBoolean serverClosed = new AtomicBoolean();

    /** The end of this process. */
    interface Retirement {
        /** Pauses what the next process can continue with. */
        HandedOver handOver();

        /** Descriptors that accept lanes. */
        default List<Integer> lanes() {
            return List.of();
        }

        /** Returns when nothing is accepted any more; open TCP connections continue. */
        void stopAccepting();

        /** Starts to drain and end. */
        void leave();
    }

    private SocketLender(
            HandOverSocket socket,
            ListenerReconciler reconciler,
            Retirement retirement,
            MultiThreadIoEventLoopGroup loop)
            throws IOException {
        this.socket = socket;
        this.reconciler = reconciler;
        this.retirement = retirement;
        this.loop = loop;
        var bootstrap =
                new ServerBootstrap()
                        .group(loop)
                        .channel(EpollServerDomainSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel child) throws IOException {
                                        socket.requireSameUser(child);
                                        child.pipeline().addLast(new Conversation());
                                    }
                                });
        try {
            this.server = socket.bind(bootstrap);
        } catch (IOException e) {
            var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
    }

    /**
     * Replaces a file left behind; only this user may connect.
     *
     * @throws IOException with the reason
     */
    static SocketLender open(
            HandOverSocket socket, ListenerReconciler reconciler, Retirement retirement)
            throws IOException {
        return new SocketLender(socket, reconciler, retirement, Predecessor.newLoop());
    }

    /** Lends no more. */
    @Override
    public void close() {
        closeServer();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Deletes the file once: the next process soon has its own there. */
    private void closeServer() {
        if (serverClosed.compareAndSet(false, true)) {
            server.close().awaitUninterruptibly();
            try {
                Files.deleteIfExists(socket.file());
            } catch (IOException e) {
                log.atWarn().addKeyValue("cause", e).log("hand-over socket not deleted");
            }
        }
    }

    /** A conversation with one process, on the loop's thread. */
    private final class Conversation extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<Void> given = new CompletableFuture<>();
        private List<Integer> lent = List.of();
        private @Nullable HandedOver handed;
        private boolean retired;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            while (message.isReadable()) {
                var code = message.readByte();
                if (code == HandOverMessage.TAKE.code()) {
                    reconciler.lend(sockets -> lend(context, sockets));
                } else if (code == HandOverMessage.GIVE.code()) {
                    give(context);
                } else if (code == HandOverMessage.READY.code()) {
                    apart("relay-handover-sessions", () -> handOver(context));
                } else if (code == HandOverMessage.TAKEN.code() && handed != null) {
                    var taken = handed;
                    retired = true;
                    apart("relay-retire", () -> retire(context, taken));
                }
            }
        }

        /** Waits for other threads. */
        private void apart(String name, Runnable task) {
            Thread.ofPlatform().name(name).start(task);
        }

        /** Waits until they are given: none is closed meanwhile. On the reconciling thread. */
        private void lend(ChannelHandlerContext context, LentSockets sockets) {
            var lanes = retirement.lanes();
            var connections = sockets.connections().size() + lanes.size();
            var datagrams = sockets.datagrams().size();
            log.atInfo()
                    .addKeyValue("connections", connections)
                    .addKeyValue("datagrams", datagrams)
                    .log("lending the listening sockets to the next process");
            context.executor()
                    .execute(
                            () -> {
                                lent =
                                        Stream.of(sockets.connections(), lanes, sockets.datagrams())
                                                .flatMap(List::stream)
                                                .toList();
                                var _ =
                                        context.writeAndFlush(
                                                Unpooled.buffer(2 * Integer.BYTES)
                                                        .writeInt(connections)
                                                        .writeInt(datagrams));
                                if (lent.isEmpty()) {
                                    given.complete(null);
                                }
                            });
            try {
                given.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                log.atWarn().addKeyValue("cause", e).log("listening sockets not lent");
                var _ = context.close();
            }
        }

        private void give(ChannelHandlerContext context) {
            @Nullable ChannelFuture last = null;
            for (var descriptor : lent) {
                last = context.write(new FileDescriptor(descriptor));
            }
            context.flush();
            if (last != null) {
                last.addListener(
                        sent -> {
                            if (sent.isSuccess()) {
                                given.complete(null);
                            } else {
                                given.completeExceptionally(sent.cause());
                            }
                        });
            }
        }

        private void handOver(ChannelHandlerContext context) {
            var left = retirement.handOver();
            var sessions = left.sessions();
            var list = SessionList.write(sessions);
            context.executor()
                    .execute(
                            () -> {
                                if (!context.channel().isActive()) {
                                    left.takeBack();
                                    return;
                                }
                                handed = left;
                                lent = sessions.stream().map(InheritedSession::descriptor).toList();
                                var _ =
                                        context.writeAndFlush(
                                                Unpooled.buffer(2 * Integer.BYTES + list.length)
                                                        .writeInt(sessions.size())
                                                        .writeInt(list.length)
                                                        .writeBytes(list));
                            });
        }

        private void retire(ChannelHandlerContext context, HandedOver taken) {
            log.info("the next process serves; this one drains and ends");
            closeServer();
            taken.release();
            retirement.stopAccepting();
            context.writeAndFlush(
                            Unpooled.wrappedBuffer(new byte[] {HandOverMessage.RELEASED.code()}))
                    .awaitUninterruptibly();
            retirement.leave();
        }

        /** The next process is gone: unless it serves already, this one continues. */
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            given.complete(null);
            if (handed != null && !retired) {
                log.warn("the next process is gone; this one continues");
                handed.takeBack();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            log.debug("hand-over ended", cause);
            var _ = context.close();
        }
    }
}
