package io.sixlane.relay.udp;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket through which sealed datagrams come and go. Confined to its event loop. */
final class Wire {
    /** Bytes asked for; the system gives what it allows. */
    private static final int SOCKET_BUFFER = 4 << 20;

    /** Bytes that wait for the socket, beyond which datagrams are dropped. */
    private static final int MOST_WAITING = 1 << 20;

    private final UdpLoop loop;
    private final DatagramChannel channel;
    private boolean flushing;

    /** Gets each datagram that arrives. */
    interface Receiver {
        /**
         * @param datagram its first bytes are the datagram; used again for the next
         */
        void received(byte[] datagram, int length, InetSocketAddress from);
    }

    private Wire(UdpLoop loop, DatagramChannel channel) {
        this.loop = loop;
        this.channel = channel;
    }

    /**
     * Opens a socket; on the loop's thread.
     *
     * @param address null for any port
     * @param alone see {@link BoundDatagrams.Opener#open}
     */
    static Wire open(
            UdpLoop loop,
            CarryPath path,
            @Nullable InetSocketAddress address,
            boolean alone,
            Receiver receiver)
            throws IOException {
        var channel = path.newChannel();
        var wire = new Wire(loop, channel);
        PortableListener.prepare(channel, loop, wire.new Handler(receiver));
        try {
            channel.config().setOption(ChannelOption.SO_RCVBUF, SOCKET_BUFFER);
            channel.config()
                    .setWriteBufferWaterMark(
                            new WriteBufferWaterMark(MOST_WAITING / 2, MOST_WAITING));
            if (!alone) {
                path.sharePort(channel);
            }
            var bound = channel.bind(address == null ? new InetSocketAddress(0) : address);
            if (!bound.isSuccess()) {
                throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
            }
            if (alone && address != null) {
                path.sharePort(channel);
            }
            return wire;
        } catch (IOException | ChannelException e) {
            wire.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    InetSocketAddress address() {
        return channel.localAddress();
    }

    /** Sends {@code datagram} with what else this iteration of the loop sends. */
    void send(byte[] datagram, InetSocketAddress to) {
        if (!channel.isWritable()) {
            loop.dropped(DropCause.NOT_SENT, 1);
            return;
        }
        channel.write(new DatagramPacket(Unpooled.wrappedBuffer(datagram), to))
                .addListener(
                        sent -> {
                            if (!sent.isSuccess()) {
                                loop.dropped(DropCause.NOT_SENT, 1);
                            }
                        });
        if (!flushing) {
            flushing = true;
            loop.executor().execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        channel.flush();
    }

    /** Sends what waits. */
    void close() {
        channel.flush();
        var _ = channel.close();
    }

    private final class Handler extends ChannelInboundHandlerAdapter {
        private final Receiver receiver;
        private final byte[] bytes = new byte[1 << 16];

        private Handler(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var datagram = (DatagramPacket) message;
            try {
                var length = datagram.content().readableBytes();
                datagram.content().readBytes(bytes, 0, length);
                receiver.received(bytes, length, datagram.sender());
            } catch (Throwable e) { // an Error must not end other sessions
                loop.failed(e);
            } finally {
                datagram.release();
            }
        }

        /** An ICMP error of what was sent; pings find out. */
        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            loop.dropped(DropCause.NOT_SENT, 1);
        }
    }
}
