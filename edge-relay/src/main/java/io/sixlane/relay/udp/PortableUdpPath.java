package io.sixlane.relay.udp;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.DisconnectCause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Netty's NIO channels, one a listener and one a session; runs wherever Java does. Netty does not
 * send empty datagrams, so they end here.
 */
public final class PortableUdpPath implements UdpPath {
    private static final int ENDING_MILLIS = 2_000;

    private final MultiThreadIoEventLoopGroup group;
    private final List<UdpLoop> loops = new ArrayList<>();

    public PortableUdpPath(UdpSettings settings, DropObserver drops) {
        group =
                new MultiThreadIoEventLoopGroup(
                        settings.threads(),
                        new DefaultThreadFactory("relay-udp"),
                        NioIoHandler.newFactory());
        var ports = new LocalPorts(PortRange.forSessions(), System::nanoTime);
        for (EventExecutor executor : group) {
            loops.add(new UdpLoop((EventLoop) executor, settings, ports, drops));
        }
    }

    @Override
    public String name() {
        return "portable";
    }

    /** NIO does not show it, so each accelerated address has its own socket. */
    @Override
    public boolean knowsDestination() {
        return false;
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException {
        return BoundDatagrams.bind(
                List.of(loopOf(address)), address, admission, PortableListener::open);
    }

    /** Always the same one, which may still have the socket. */
    private UdpLoop loopOf(InetSocketAddress address) {
        return loops.get(Math.floorMod(address.hashCode(), loops.size()));
    }

    @Override
    public void useLanes(CarrySettings settings) {
        var arrivals = new Arrivals();
        loops.forEach(
                loop ->
                        loop.carrier(
                                Carrier.of(loop, new PortableCarryPath(), settings, arrivals)));
    }

    @Override
    public BoundSocket acceptCarried(InetSocketAddress address) throws IOException {
        return BoundDatagrams.bind(
                List.of(loopOf(address)), address, CarrySocket.NONE, CarrySocket::open);
    }

    /** Closes the descriptors, which Java cannot use, and binds. */
    @Override
    public BoundSocket adopt(
            InetSocketAddress address, List<Integer> descriptors, Admission admission)
            throws IOException {
        for (var descriptor : descriptors) {
            new FileDescriptor(descriptor).close();
        }
        return bind(address, admission);
    }

    @Override
    public void inherit(List<InheritedSession> sessions) {
        sessions.forEach(InheritedSession::close);
    }

    /** Hands nothing over, but frees the ports for the next process. */
    @Override
    public HandedOver handOver() {
        return new HandedOver() {
            @Override
            public List<InheritedSession> sessions() {
                return List.of();
            }

            @Override
            public void release() {
                close();
            }

            @Override
            public void takeBack() {}
        };
    }

    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return; // ended by a hot restart
        }
        loops.stream()
                .map(loop -> loop.executor().submit(() -> loop.endAll(DisconnectCause.STOPPED)))
                .toList()
                .forEach(ending -> ending.awaitUninterruptibly(ENDING_MILLIS));
        group.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(5_000);
    }
}
