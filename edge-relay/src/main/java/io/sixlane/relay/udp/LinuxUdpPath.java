package io.sixlane.relay.udp;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.sixlane.relay.tcp.Admission;
import io.sixlane.relay.tcp.BoundSocket;
import io.sixlane.relay.tcp.DisconnectCause;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Linux's own calls on Netty's event loops: many datagrams a call, joined and cut by the kernel,
 * and no object made for any of them. Every loop has a socket on every port (SO_REUSEPORT), so that
 * a client's datagrams come to one loop.
 */
public final class LinuxUdpPath implements UdpPath {
    private final MultiThreadIoEventLoopGroup group;
    private final Map<UdpLoop, LinuxBuffers> buffers = new HashMap<>();
    private final List<UdpLoop> loops;
    private final Arena arena = Arena.ofShared();

    public LinuxUdpPath(UdpSettings settings, DropObserver drops) {
        group =
                new MultiThreadIoEventLoopGroup(
                        settings.threads(),
                        new DefaultThreadFactory("relay-udp"),
                        EpollIoHandler.newFactory());
        for (EventExecutor executor : group) {
            var loop = new UdpLoop((EventLoop) executor, settings, drops);
            buffers.put(loop, new LinuxBuffers(drops, arena));
        }
        loops = List.copyOf(buffers.keySet());
    }

    /** Whether this is 64-bit Linux with Netty's epoll and calls by foreign functions allowed. */
    public static boolean isAvailable() {
        return Epoll.isAvailable()
                && LinuxUdpPath.class.getModule().isNativeAccessEnabled()
                && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    }

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public boolean knowsDestination() {
        return true;
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException {
        return BoundDatagrams.bind(loops, address, admission, this::open);
    }

    private ListenerSocket open(UdpLoop loop, InetSocketAddress address, Admission admission)
            throws IOException {
        var shared = buffers.get(loop);
        if (shared == null) {
            throw new IllegalArgumentException("loop of another path");
        }
        return LinuxListener.open(shared, loop, address, admission);
    }

    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return; // it ended at a hot restart
        }
        loops.forEach(loop -> loop.executor().execute(() -> loop.endAll(DisconnectCause.STOPPED)));
        if (group.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(5_000)) {
            arena.close();
        }
    }
}
