package io.sixlane.relay.udp;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.DisconnectCause;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Linux's own calls on Netty's event loops: many datagrams a call, joined and cut by the kernel,
 * and no object made for any of them. Every loop has a socket on every port (SO_REUSEPORT), so that
 * a client's datagrams come to one loop.
 */
public final class LinuxUdpPath implements UdpPath {
    private static final Logger log = LoggerFactory.getLogger(LinuxUdpPath.class);
    private static final InetAddress ANY_IPV6 = InetAddress.ofLiteral("::");
    private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");

    private final MultiThreadIoEventLoopGroup group;
    private final Map<UdpLoop, LinuxBuffers> buffers = new HashMap<>();
    private final List<UdpLoop> loops = new ArrayList<>();
    private final Arena arena = Arena.ofShared();

    /** Whether adopted sockets receive. */
    private volatile boolean inherited;

    public LinuxUdpPath(UdpSettings settings, DropObserver drops) {
        group =
                new MultiThreadIoEventLoopGroup(
                        settings.threads(),
                        new DefaultThreadFactory("relay-udp"),
                        EpollIoHandler.newFactory());
        for (EventExecutor executor : group) {
            var loop = new UdpLoop((EventLoop) executor, settings, drops);
            buffers.put(loop, new LinuxBuffers(drops, arena));
            loops.add(loop);
        }
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

    @Override
    public BoundSocket adopt(
            InetSocketAddress address, List<Integer> descriptors, Admission admission)
            throws IOException {
        if (descriptors.size() > loops.size()) {
            // As after an update that uses fewer processors: some would not be heard.
            for (var descriptor : descriptors) {
                new FileDescriptor(descriptor).close();
            }
            return bind(address, admission);
        }
        return BoundDatagrams.bind(
                loops.subList(0, descriptors.size()),
                address,
                admission,
                (loop, _, admits) -> adopt(loop, descriptors.get(loops.indexOf(loop)), admits));
    }

    private ListenerSocket adopt(UdpLoop loop, int descriptor, Admission admission)
            throws IOException {
        var listener = LinuxListener.adopt(buffersOf(loop), loop, descriptor, admission);
        if (inherited) {
            listener.receive();
        }
        return listener;
    }

    @Override
    public void inherit(List<HeldSession> sessions) {
        inherited = true;
        var ofLoop = new ArrayList<List<HeldSession>>();
        loops.forEach(_ -> ofLoop.add(new ArrayList<>()));
        for (var session : sessions) {
            if (session.listener() < loops.size()) {
                ofLoop.get(session.listener()).add(session);
            } else {
                session.close();
            }
        }
        for (var i = 0; i < loops.size(); i++) {
            var loop = loops.get(i);
            var here = ofLoop.get(i);
            loop.executor().execute(() -> inherit(loop, here));
        }
    }

    private static void inherit(UdpLoop loop, List<HeldSession> sessions) {
        for (var session : sessions) {
            var address = session.accelerated();
            var any = address.getAddress() instanceof Inet6Address ? ANY_IPV6 : ANY_IPV4;
            var own = loop.listener(address);
            var listener =
                    own == null
                            ? loop.listener(new InetSocketAddress(any, address.getPort()))
                            : own;
            if (listener instanceof LinuxListener adopted) {
                adopted.inherit(session);
            } else {
                session.close();
            }
        }
        for (var listener : loop.listeners()) {
            try {
                ((LinuxListener) listener).receive();
            } catch (IOException e) {
                log.error("an adopted socket receives nothing", e);
            }
        }
    }

    @Override
    public HandedOver handOver() {
        try {
            return LinuxHandOver.of(loops);
        } catch (IOException e) {
            throw new IllegalStateException("sockets not paused", e);
        }
    }

    private LinuxBuffers buffersOf(UdpLoop loop) {
        return Objects.requireNonNull(buffers.get(loop), "loop of another path");
    }

    private ListenerSocket open(UdpLoop loop, InetSocketAddress address, Admission admission)
            throws IOException {
        return LinuxListener.open(buffersOf(loop), loop, address, admission);
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
