package io.sixlane.relay.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.util.function.IntConsumer;

/**
 * Copies bytes from its own channel to {@code peer}; two of these back to back are one relayed
 * transfer.
 *
 * <p>Reading stops while {@code peer} is above its high write mark and resumes below its low one.
 * Both channels share one event loop, so nothing here is synchronized.
 */
final class RelayHandler extends ChannelInboundHandlerAdapter {
    private final ChannelTransfer transfer;
    private final DuplexChannel channel;
    private final DuplexChannel peer;
    private final IntConsumer onBytes;

    RelayHandler(
            ChannelTransfer transfer,
            DuplexChannel channel,
            DuplexChannel peer,
            IntConsumer onBytes) {
        this.transfer = transfer;
        this.channel = channel;
        this.peer = peer;
        this.onBytes = onBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        onBytes.accept(bytes.readableBytes());
        var _ = peer.write(bytes, peer.voidPromise()); // ownership passes: no release here
        if (!peer.isWritable()) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        peer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        transfer.read(peer, channel.isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            transfer.inputEnded(channel);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        transfer.failed(channel, null);
        transfer.inputEnded(channel);
    }

    @Override
    @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        transfer.failed(channel, cause);
    }
}
