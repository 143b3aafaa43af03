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
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Linux's own calls on Netty's event loops: many datagrams a call, joined and cut by the kernel,
 * and no object made for any of them. Every loop has a socket on every port (SO_REUSEPORT), and all
 * datagrams of a client arrive at one loop.
 */
public final class LinuxUdpPath implements UdpPath {
    private static final InetAddress ANY_IPV6 = InetAddress.ofLiteral("::");
    private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");

    private static final int ENDING_MILLIS = 2_000;

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
        var ports = new LocalPorts(PortRange.forSessions(), System::nanoTime);
        for (EventExecutor executor : group) {
            var loop = new UdpLoop((EventLoop) executor, settings, ports, drops);
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
            // As after an update that uses fewer processors: nothing would read some of them.
            try {
                return BoundDatagrams.join(loops, address, admission, this::open);
            } finally {
                closeAll(descriptors);
            }
        }
        var left = new ArrayDeque<>(descriptors);
        try {
            return BoundDatagrams.join(
                    loops.subList(0, descriptors.size()),
                    address,
                    admission,
                    (loop, _, admits, _) -> adopt(loop, left.removeFirst(), admits));
        } finally {
            closeAll(left);
        }
    }

    private static void closeAll(Collection<Integer> descriptors) throws IOException {
        for (var descriptor : descriptors) {
            new FileDescriptor(descriptor).close();
        }
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
    public void useLanes(CarrySettings settings) {
        var arrivals = new Arrivals();
        loops.forEach(
                loop ->
                        loop.carrier(
                                Carrier.of(
                                        loop,
                                        new LinuxCarryPath(buffersOf(loop)),
                                        settings,
                                        arrivals)));
    }

    /** The kernel gives the datagrams of one sender's socket to one loop. */
    @Override
    public BoundSocket acceptCarried(InetSocketAddress address) throws IOException {
        return BoundDatagrams.bind(loops, address, CarrySocket.NONE, CarrySocket::open);
    }

    @Override
    public void inherit(List<InheritedSession> sessions) {
        inherited = true;
        var ofLoop = new ArrayList<List<InheritedSession>>();
        loops.forEach(_ -> ofLoop.add(new ArrayList<>()));
        for (var session : sessions) {
            // With fewer loops than before, one has the sessions of several.
            ofLoop.get(Math.floorMod(session.listener(), loops.size())).add(session);
        }
        for (var i = 0; i < loops.size(); i++) {
            var loop = loops.get(i);
            var here = ofLoop.get(i);
            loop.executor().execute(() -> inherit(loop, here));
        }
    }

    /** A session or a socket that fails blocks no other. */
    private static void inherit(UdpLoop loop, List<InheritedSession> sessions) {
        for (var session : sessions) {
            if (!loop.guarded(() -> inherit(loop, session))) {
                session.close();
            }
        }
        loop.listeners().forEach(listener -> loop.guarded(() -> receive(listener)));
    }

    private static void receive(ListenerSocket listener) {
        try {
            if (listener instanceof LinuxListener adopted) {
                adopted.receive();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an adopted socket receives nothing", e);
        }
    }

    private static void inherit(UdpLoop loop, InheritedSession session) {
        var address = session.accelerated();
        var any = address.getAddress() instanceof Inet6Address ? ANY_IPV6 : ANY_IPV4;
        var own = loop.listener(address);
        var listener =
                own == null ? loop.listener(new InetSocketAddress(any, address.getPort())) : own;
        if (listener instanceof LinuxListener adopted) {
            adopted.inherit(session);
        } else {
            session.close();
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

    private ListenerSocket open(
            UdpLoop loop, InetSocketAddress address, Admission admission, boolean alone)
            throws IOException {
        return LinuxListener.open(buffersOf(loop), loop, address, admission, alone);
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
        if (group.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(5_000)) {
            arena.close();
        }
    }
}
