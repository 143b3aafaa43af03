package io.sixlane.relay.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.Route;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;

/** A session with a connected NIO channel. */
final class PortableSession extends UdpSession {
    private final PortableListener listener;
    private @Nullable NioDatagramChannel channel;

    PortableSession(
            FlowKey key,
            InetSocketAddress client,
            InetSocketAddress accelerated,
            Route route,
            PortableListener listener) {
        super(key, client, accelerated, route, listener);
        this.listener = listener;
    }

    @Override
    InetSocketAddress open(InetSocketAddress endpoint) throws IOException {
        var opened = new NioDatagramChannel();
        PortableListener.prepare(opened, loop(), new Handler());
        var connected = opened.connect(endpoint);
        if (!connected.isSuccess()) {
            var _ = opened.close();
            throw new IOException(connected.cause().getMessage(), connected.cause());
        }
        channel = opened;
        return opened.localAddress();
    }

    /** Does not take {@code payload} over. */
    void forward(ByteBuf payload) {
        if (isEnded()) {
            loop().dropped(DropCause.UNRESOLVED, 1);
        } else if (isWaiting()) {
            hold(ByteBufUtil.getBytes(payload));
        } else {
            write(payload);
        }
    }

    @Override
    void send(byte[] payload) {
        write(Unpooled.wrappedBuffer(payload));
    }

    private void write(ByteBuf payload) {
        var bytes = payload.readableBytes();
        if (channel == null || !mayMove(Direction.IN, bytes, 1)) {
            return;
        }
        movedIn(bytes);
        var header = header();
        var datagram =
                channel.alloc()
                        .buffer(header.length + bytes)
                        .writeBytes(header)
                        .writeBytes(payload, payload.readerIndex(), bytes);
        channel.writeAndFlush(datagram)
                .addListener(
                        sent -> {
                            if (sent.cause() instanceof PortUnreachableException) {
                                unreachable();
                            } else if (!sent.isSuccess()) {
                                loop().dropped(DropCause.NOT_SENT, 1);
                            }
                        });
    }

    private void answered(ByteBuf payload) {
        var header = header();
        if (stripsHeader() && beginsWith(payload, header)) {
            payload.skipBytes(header.length);
        }
        var bytes = payload.readableBytes();
        if (mayMove(Direction.OUT, bytes, 1)) {
            movedOut(bytes);
            listener.answer(payload.retain(), client());
        }
    }

    private static boolean beginsWith(ByteBuf payload, byte[] header) {
        return payload.readableBytes() >= header.length
                && ByteBufUtil.equals(
                        payload,
                        payload.readerIndex(),
                        Unpooled.wrappedBuffer(header),
                        0,
                        header.length);
    }

    @Override
    void closeSocket() {
        if (channel != null) {
            var _ = channel.close();
        }
    }

    private final class Handler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var datagram = (DatagramPacket) message;
            try {
                if (!isEnded()) {
                    answered(datagram.content());
                }
            } finally {
                datagram.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            listener.flush();
        }

        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof PortUnreachableException) {
                unreachable();
            }
        }
    }
}
