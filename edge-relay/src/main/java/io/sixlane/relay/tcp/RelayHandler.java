package io.sixlane.relay.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.util.function.IntConsumer;

/**
 * Copies bytes from its own channel to {@code peer}; two of these back to back are one relayed
 * connection.
 *
 * <p>Reading stops while {@code peer} is above its high write mark and resumes below its low one.
 * Both channels share one event loop, so nothing here is synchronized.
 */
final class RelayHandler extends ChannelInboundHandlerAdapter {
    private final RelayedConnection connection;
    private final DuplexChannel peer;
    private final IntConsumer onBytes;

    RelayHandler(RelayedConnection connection, DuplexChannel peer, IntConsumer onBytes) {
        this.connection = connection;
        this.peer = peer;
        this.onBytes = onBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        onBytes.accept(bytes.readableBytes());
        var _ = peer.write(bytes, peer.voidPromise()); // ownership passes: no release here
        if (!peer.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        peer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        peer.config().setAutoRead(context.channel().isWritable());
    }

    /** A FIN goes on after what is queued; the other direction stays open. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            peer.writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(
                            written -> {
                                if (written.isSuccess()) {
                                    peer.shutdownOutput().addListener(_ -> connection.outputShut());
                                }
                            });
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.failed(context.channel());
    }

    @Override
    @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.failed(context.channel());
    }
}
