package io.sixlane.relay.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.NoPortException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session with a connected NIO channel. */
final class PortableSession extends UdpSession {
    private final @Nullable PortableListener listener;
    private @Nullable NioDatagramChannel channel;
    private @Nullable InetSocketAddress connectedTo;

    PortableSession(SessionStart start) {
        super(start);
        this.listener = start.owner() instanceof PortableListener here ? here : null;
    }

    @Override
    InetSocketAddress open(InetSocketAddress endpoint) throws IOException {
        var local = loop().ports().connect(endpoint, port -> open(endpoint, port));
        connectedTo = endpoint;
        return local;
    }

    private InetSocketAddress open(InetSocketAddress endpoint, int port) throws IOException {
        var opened = PortableListener.newChannel();
        PortableListener.prepare(opened, loop(), new Handler());
        try {
            opened.config().setReuseAddress(port != 0);
            done(opened.bind(new InetSocketAddress(port)), NoPortException::new);
            done(opened.connect(endpoint), e -> new IOException(e.getMessage(), e));
            opened.config().setReuseAddress(true);
        } catch (IOException | ChannelException e) {
            var _ = opened.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
        channel = opened;
        return opened.localAddress();
    }

    /** Calls on the loop are done when they return. */
    private static void done(ChannelFuture call, Function<Throwable, IOException> failure)
            throws IOException {
        if (!call.isSuccess()) {
            throw failure.apply(call.cause());
        }
    }

    /** Forwards {@code payload}, which stays the caller's. */
    void forward(ByteBuf payload) {
        if (isEnded()) {
            dropped(1);
        } else if (isWaiting()) {
            hold(ByteBufUtil.getBytes(payload));
        } else if (onward().isTaken()) {
            forward(ByteBufUtil.getBytes(payload));
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
        if (channel == null || isEnded()) {
            dropped(1);
            return;
        }
        if (!passesIn(bytes, 1)) {
            return;
        }
        var header = header();
        var datagram =
                channel.alloc()
                        .buffer(header.length + bytes)
                        .writeBytes(header)
                        .writeBytes(payload, payload.readerIndex(), bytes);
        channel.writeAndFlush(datagram)
                .addListener(
                        sent -> {
                            if (!sent.isSuccess()) {
                                loop().dropped(DropCause.NOT_SENT, 1);
                                failed(sent.cause());
                            }
                        });
    }

    private void answered(ByteBuf payload) {
        var header = header();
        if (stripsHeader() && beginsWith(payload, header)) {
            payload.skipBytes(header.length);
        }
        if (!passesOut(payload.readableBytes(), 1)) {
            return;
        }
        var elsewhere = from();
        if (elsewhere != null) {
            elsewhere.answer(ByteBufUtil.getBytes(payload));
        } else if (listener != null) {
            listener.answer(payload.retain(), client());
        }
    }

    @Override
    void toClient(byte[] payload) {
        if (listener != null) {
            listener.answer(Unpooled.wrappedBuffer(payload), client());
            listener.flush();
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

    /** Ends the session when its endpoint cannot be reached. */
    private void failed(Throwable cause) {
        if (cause instanceof PortUnreachableException) {
            endpointFailed(ConnectFailure.REFUSED);
        } else if (OpenFailure.isUnreachable(cause)) {
            endpointFailed(ConnectFailure.UNREACHABLE);
        }
    }

    @Override
    void closeSocket() {
        var closing = channel;
        var endpoint = connectedTo;
        if (closing != null && endpoint != null) {
            var port = closing.localAddress().getPort();
            loop().ports().close(endpoint, port, () -> closed(closing));
        }
    }

    private static void closed(NioDatagramChannel closing) {
        var _ = closing.close();
    }

    private final class Handler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var datagram = (DatagramPacket) message;
            try {
                if (!isEnded()) {
                    answered(datagram.content());
                }
            } catch (Throwable e) {
                loop().failed(e);
            } finally {
                datagram.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (listener != null) {
                listener.flush();
            }
        }

        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failed(cause);
        }
    }
}
