package io.sixlane.relay.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.sixlane.relay.forward.Admission;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** A NIO channel on an accelerated address. */
final class PortableListener extends ListenerSocket {
    /** Bytes; the longest datagram there is. */
    private static final int MAX_DATAGRAM = 65_535;

    /** Requested bytes; the system may grant less. */
    private static final int SOCKET_BUFFER = 4 << 20;

    private final NioDatagramChannel channel = newChannel();
    private final FlowKey key = new FlowKey();
    private final InetSocketAddress local;

    private PortableListener(UdpLoop loop, InetSocketAddress address, Admission admission)
            throws IOException {
        super(loop, admission);
        prepare(channel, loop, new Handler());
        channel.config().setOption(ChannelOption.SO_RCVBUF, SOCKET_BUFFER);
        var bound = channel.bind(address);
        if (!bound.isSuccess()) {
            var _ = channel.close();
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        local = channel.localAddress();
    }

    /** Java shares no port between sockets, so every socket is alone on its port. */
    static ListenerSocket open(
            UdpLoop loop, InetSocketAddress address, Admission admission, boolean alone)
            throws IOException {
        return new PortableListener(loop, address, admission);
    }

    /**
     * @throws IOException when no descriptor is left
     */
    static NioDatagramChannel newChannel() throws IOException {
        try {
            return new NioDatagramChannel();
        } catch (ChannelException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), e);
        }
    }

    /** Registers a channel; on the loop, so that later calls are done when they return. */
    static void prepare(DatagramChannel channel, UdpLoop loop, ChannelInboundHandlerAdapter handler)
            throws IOException {
        channel.config()
                .setOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(MAX_DATAGRAM));
        channel.pipeline().addLast(handler);
        var registered = loop.executor().register(channel);
        if (!registered.isSuccess()) {
            var _ = channel.close();
            throw new IOException(registered.cause());
        }
    }

    @Override
    InetSocketAddress address() {
        return local;
    }

    @Override
    OptionalInt descriptor() {
        return OptionalInt.empty();
    }

    @Override
    void closeSocket() {
        var _ = channel.close();
    }

    /** Sends {@code payload}, and releases it. */
    void answer(ByteBuf payload, InetSocketAddress client) {
        channel.write(new DatagramPacket(payload, client))
                .addListener(
                        sent -> {
                            if (!sent.isSuccess()) {
                                loop().dropped(DropCause.NOT_SENT, 1);
                            }
                        });
    }

    void flush() {
        channel.flush();
    }

    private void received(ByteBuf payload, InetSocketAddress client) {
        var session = (PortableSession) loop().sessions().get(key.set(client, local));
        if (session == null || session.leavesEndpoint()) {
            var route = admit(local, client);
            if (route == null) {
                return;
            }
            session = new PortableSession(new SessionStart(key, client, local, route, this, null));
            session.start();
        }
        session.forward(payload);
    }

    private final class Handler extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var datagram = (DatagramPacket) message;
            try {
                received(datagram.content(), datagram.sender());
            } catch (Throwable e) {
                loop().failed(e);
            } finally {
                datagram.release();
            }
        }

        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler, not of ChannelInboundHandler
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            loop().dropped(DropCause.NOT_SENT, 1); // an ICMP error of an answer
        }
    }
}
