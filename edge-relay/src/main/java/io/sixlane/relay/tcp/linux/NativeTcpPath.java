package io.sixlane.relay.tcp.linux;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandler;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.linux.Affinity;
import io.sixlane.relay.linux.CLibrary;
import io.sixlane.relay.linux.Errno;
import io.sixlane.relay.linux.SocketCalls;
import io.sixlane.relay.linux.SocketOptions;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The kernel's own calls on Netty's event loops: splices bulk, copies small amounts. */
public final class NativeTcpPath implements TcpPath {
    private static final int BACKLOG = 4096;

    /** Each takes the kernel 6 KB and 70 µs (measured), which 100,000 listeners cannot have. */
    private static final int MOST_PROGRAMS = 1_000;

    private final TcpSettings settings;
    private final int[] cpus = Affinity.allowed();
    private final List<RelayLoop> loops = new ArrayList<>();
    private final DescriptorReserve reserve = new DescriptorReserve();
    private final MultiThreadIoEventLoopGroup group;
    private final ElasticLoops elastic;
    private final Set<NativeBoundSocket> sockets = ConcurrentHashMap.newKeySet();

    /**
     * @throws IOException with the system's reason
     */
    public NativeTcpPath(TcpSettings settings) throws IOException {
        this(settings, PipePool.PIPE_BYTES);
    }

    /**
     * @param pipeBytes of each pipe, for tests: none is available where the kernel refuses that
     *     size
     */
    public NativeTcpPath(TcpSettings settings, int pipeBytes) throws IOException {
        this.settings = settings;
        try {
            this.group =
                    new MultiThreadIoEventLoopGroup(
                            settings.threads(),
                            new DefaultThreadFactory("relay-loop"),
                            executor -> newPoller(executor, pipeBytes));
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new IOException(e);
        }
        this.elastic = new ElasticLoops(loops);
        elastic.start();
    }

    /**
     * Lets that many event loops carry connections until the load is looked at again, for tests.
     */
    public void spread(int wanted) {
        elastic.spread(wanted);
    }

    private IoHandler newPoller(ThreadAwareExecutor executor, int pipeBytes) {
        try {
            var loop = new RelayLoop((IoEventLoop) executor, settings, pipeBytes, reserve);
            loops.add(loop);
            return loop.poller();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reason why this host cannot run this path; empty when it can. */
    public static Optional<String> hindrance() {
        var arch = System.getProperty("os.arch");
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("not on Linux");
        }
        if (!arch.equals("amd64") && !arch.equals("aarch64")) {
            return Optional.of("not known on " + arch);
        }
        return NativeTcpPath.class.getModule().isNativeAccessEnabled()
                ? Optional.empty()
                : Optional.of("native access is not enabled (--enable-native-access)");
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public String toString() {
        return "native over splice";
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException {
        var descriptors = new ArrayList<Integer>();
        var bound = listen(address, descriptors, this::ofClients);
        keepOnProcessors(descriptors);
        return serve(bound, descriptors, loop -> new ClientReceiver(loop, bound, admission), true);
    }

    private void ofClients(SocketOptions options, int descriptor) {
        new ClientOptions(options, settings).listening(descriptor);
    }

    /**
     * Where each processor has a loop, connections whose SYN it received are those of this loop.
     * The scheduler lets the loop run where it is woken, so that it need not be told. Where there
     * are very many addresses, the later ones leave the choice to the kernel.
     */
    private void keepOnProcessors(List<Integer> descriptors) {
        if (cpus.length == descriptors.size() && sockets.size() < MOST_PROGRAMS) {
            try (var arena = Arena.ofConfined()) {
                var options = new SocketOptions(arena, arena.allocate(CLibrary.CAPTURED));
                var _ = options.chooseByProcessor(descriptors.getFirst(), cpus);
            }
        }
    }

    /** Another version, or the portable path, may have bound them. */
    private void prepare(List<Integer> descriptors) {
        try (var arena = Arena.ofConfined()) {
            var options = new SocketOptions(arena, arena.allocate(CLibrary.CAPTURED));
            descriptors.forEach(descriptor -> ofClients(options, descriptor));
        }
    }

    /** Sets what the sockets that it accepts will have. */
    private interface Preparation {
        void prepare(SocketOptions options, int descriptor);
    }

    /** Opens a listening socket for each loop. */
    private InetSocketAddress listen(
            InetSocketAddress address, List<Integer> descriptors, Preparation preparation)
            throws IOException {
        var bound = address;
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CLibrary.CAPTURED);
            var calls = new SocketCalls(arena, captured);
            var options = new SocketOptions(arena, captured);
            try {
                for (var i = 0; i < loops.size(); i++) {
                    var descriptor = Errno.checked(calls.openStream(address));
                    descriptors.add(descriptor);
                    bound = bind(calls, options, descriptor, bound, i == 0);
                }
                for (var descriptor : descriptors) {
                    preparation.prepare(options, descriptor);
                    Errno.checked(calls.listen(descriptor, BACKLOG));
                }
            } catch (IOException e) {
                descriptors.forEach(descriptor -> CLibrary.close(descriptor, captured));
                throw e;
            }
        }
        return bound;
    }

    /**
     * The first socket of an address must have it for itself, so that another relay's is not shared
     * by mistake; the others then share it with the first.
     */
    private InetSocketAddress bind(
            SocketCalls calls,
            SocketOptions options,
            int descriptor,
            InetSocketAddress address,
            boolean first)
            throws IOException {
        Errno.checked(options.reuseAddress(descriptor));
        if (settings.freeBind()) {
            Errno.checked(options.freeBind(descriptor, address));
        }
        if (address.getAddress() instanceof Inet6Address) {
            Errno.checked(options.ipv6Only(descriptor));
        }
        if (!first) {
            Errno.checked(options.reusePort(descriptor));
        }
        Errno.checked(calls.bind(descriptor, address));
        if (first) {
            Errno.checked(options.reusePort(descriptor));
        }
        return addressOf(calls, descriptor);
    }

    private static InetSocketAddress addressOf(SocketCalls calls, int descriptor)
            throws IOException {
        var bound = calls.localAddress(descriptor);
        if (bound == null) {
            throw new IOException("not a socket: descriptor " + descriptor);
        }
        return bound;
    }

    @Override
    public BoundSocket adopt(List<Integer> descriptors, Admission admission) throws IOException {
        var bound = addressOf(descriptors);
        prepare(descriptors);
        keepOnProcessors(descriptors);
        return serve(bound, descriptors, loop -> new ClientReceiver(loop, bound, admission), true);
    }

    /**
     * Accepts lanes of other relays on {@code address}, or on sockets that already listen there.
     */
    public BoundSocket acceptLanes(InetSocketAddress address, List<Integer> listening)
            throws IOException {
        var descriptors = new ArrayList<>(listening);
        var bound =
                listening.isEmpty()
                        ? listen(address, descriptors, SocketOptions::noDelay)
                        : addressOf(listening);
        return serve(
                bound,
                descriptors,
                loop -> Objects.requireNonNull(loop.egress(), "no lanes"),
                false);
    }

    /** Enables lanes for new flows. */
    public void useLanes(LaneSettings lanes) {
        var warming = new Warming();
        for (var loop : loops) {
            var first = loop == loops.getFirst();
            loop.executor().submit(() -> loop.use(lanes, warming, first)).awaitUninterruptibly();
        }
    }

    /** Closes idle lanes at once, and the others after their flows. */
    public void drainLanes() {
        loops.forEach(loop -> loop.execute(loop::drainLanes));
    }

    /**
     * The link to that relay is down: flows that it did not take yet go another way. Any thread.
     */
    public void leave(String relay) {
        loops.forEach(loop -> loop.execute(() -> loop.leave(relay)));
    }

    /**
     * That relay may not have the lanes any more that began before a moment. Any thread.
     *
     * @param beforeNanos of {@link System#nanoTime}
     * @param atOnce whether flows on them end, too; otherwise no further ones begin there
     */
    public void endLanes(String relay, long beforeNanos, boolean atOnce) {
        var rights = new EndedRights(relay, beforeNanos, atOnce);
        loops.forEach(loop -> loop.execute(() -> loop.end(rights)));
    }

    private static InetSocketAddress addressOf(List<Integer> descriptors) throws IOException {
        InetSocketAddress bound;
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CLibrary.CAPTURED);
            try {
                bound = addressOf(new SocketCalls(arena, captured), descriptors.getFirst());
            } catch (IOException e) {
                descriptors.forEach(descriptor -> CLibrary.close(descriptor, captured));
                throw e;
            }
        }
        return bound;
    }

    /** Takes ownership of the descriptors, even on failure. */
    private BoundSocket serve(
            InetSocketAddress address,
            List<Integer> descriptors,
            Function<RelayLoop, Acceptor.Receiver> receivers,
            boolean moves)
            throws IOException {
        var acceptors = new ArrayList<Acceptor>();
        for (var descriptor : descriptors) {
            var number = acceptors.size();
            var loop = loops.get(number % (moves ? elastic.active() : loops.size()));
            acceptors.add(new Acceptor(loop, number, descriptor, receivers));
        }
        var socket = new NativeBoundSocket(address, acceptors, this::closed);
        sockets.add(socket);
        try {
            for (var acceptor : acceptors) {
                Errno.checked(start(acceptor));
                if (moves) {
                    elastic.add(acceptor);
                }
            }
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private void closed(NativeBoundSocket socket) {
        sockets.remove(socket);
        socket.acceptors().forEach(elastic::remove);
    }

    private static int start(Acceptor acceptor) throws IOException {
        var loop = acceptor.loop();
        var started = loop.executor().submit(acceptor::start).awaitUninterruptibly();
        if (!started.isSuccess()) {
            throw new IOException(started.cause());
        }
        return started.getNow();
    }

    @Override
    public void close() {
        List.copyOf(sockets).forEach(NativeBoundSocket::close);
        for (var loop : loops) {
            loop.execute(
                    () -> {
                        loop.wheel().entries().forEach(NativeTcpPath::stop);
                        loop.close();
                    });
        }
        group.shutdownGracefully(0, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(5_000);
    }

    private static void stop(Wheel.Entry entry) {
        if (entry instanceof NativeConnection connection) {
            connection.reset(DisconnectCause.STOPPED);
        }
    }
}
