package io.sixlane.relay.tcp;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.HandedOnRoutes;
import io.sixlane.relay.lane.LaneObserver;
import io.sixlane.relay.lane.LanePeer;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.security.LaneSecurity;
import io.sixlane.relay.route.LinkObserver;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Paths in one process: clients come to the first, which hands their flows on over lanes, and the
 * last connects to endpoints.
 */
public final class LanePath implements TcpPath {
    /** In bytes: OPEN carries it. */
    static final int LARGEST_PREFACE = 3 << 10;

    static final String REGION = "test";

    private final String proven;
    private final TcpSettings settings;
    private final Opener opener;
    private final Function<String, @Nullable LaneSecurity> security;
    private final List<NativeTcpPath> paths = new ArrayList<>();
    private final List<NativeTcpPath> replaced = new ArrayList<>();
    private final List<BoundSocket> listening = new ArrayList<>();
    private final Map<String, LanePeer> peers = new ConcurrentHashMap<>();
    private final HandedOnRoutes routes;
    final Counts counts = new Counts();

    /** Whether no relay takes a flow. */
    volatile boolean refuses;

    /** Counts of all relays together. */
    static final class Counts implements LaneObserver {
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger idle = new AtomicInteger();
        final AtomicInteger flows = new AtomicInteger();
        final AtomicInteger reused = new AtomicInteger();

        @Override
        public void opened() {
            open.incrementAndGet();
            opened.incrementAndGet();
        }

        @Override
        public void closed() {
            open.decrementAndGet();
        }

        @Override
        public void failed() {
            failed.incrementAndGet();
        }

        @Override
        public void idle(int change) {
            idle.addAndGet(change);
        }

        @Override
        public void flow(boolean again) {
            flows.incrementAndGet();
            reused.addAndGet(again ? 1 : 0);
        }
    }

    /** Over that many lanes, one after the other, and no other way. */
    static LanePath over(int lanes, TcpSettings settings) {
        return over(lanes, settings, NativeTcpPath::new);
    }

    /** Opens a path. */
    interface Opener {
        NativeTcpPath open(TcpSettings settings) throws IOException;
    }

    static LanePath over(int lanes, TcpSettings settings, Opener opener) {
        return over(lanes, settings, opener, _ -> null);
    }

    static LanePath over(
            int lanes,
            TcpSettings settings,
            Opener opener,
            Function<String, @Nullable LaneSecurity> security) {
        var way = IntStream.rangeClosed(1, lanes).mapToObj(LanePath::id).toList();
        try {
            return new LanePath(lanes, List.of(way), settings, opener, security);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LanePath(
            int lanes,
            List<List<String>> ways,
            TcpSettings settings,
            Opener opener,
            Function<String, @Nullable LaneSecurity> security)
            throws IOException {
        this.proven = security.apply(id(0)) == null ? "" : "relay-";
        this.routes = new HandedOnRoutes(() -> ways);
        this.settings = settings;
        this.opener = opener;
        this.security = security;
        for (var i = 0; i <= lanes; i++) {
            paths.add(openRelay(i));
            if (i > 0) {
                listening.add(listen(i));
            }
        }
    }

    private NativeTcpPath openRelay(int number) throws IOException {
        var path = opener.open(settings);
        path.useLanes(
                new LaneSettings(
                        security.apply(id(number)),
                        "cubic",
                        true,
                        peers::get,
                        Set::of,
                        Set::of,
                        this::admit,
                        counts,
                        LinkObserver.NONE));
        return path;
    }

    private BoundSocket listen(int number) throws IOException {
        var any = new InetSocketAddress(InetAddress.ofLiteral("::1"), 0);
        var socket = paths.get(number).acceptLanes(any, List.of());
        peers.put(id(number), new LanePeer(REGION, socket.address()));
        return socket;
    }

    /** Over one lane, or directly where that fails. */
    public static LanePath preferringLanes(TcpSettings settings) throws IOException {
        return new LanePath(
                1, List.of(List.of(id(1)), List.of()), settings, NativeTcpPath::new, _ -> null);
    }

    /** Another relay takes the place of that one, which finishes the flows that it carries. */
    public void replace(int number) throws IOException {
        var leaving = paths.get(number);
        paths.set(number, openRelay(number));
        listening.set(number - 1, listen(number)).close();
        leaving.drainLanes();
        replaced.add(leaving);
    }

    /** Flows that went over lanes, counted at both ends. */
    public int carried() {
        return counts.flows.get();
    }

    /** The first handshake of a virtual machine takes longer than tests wait. */
    static void warmUp(TcpPath path) throws IOException {
        try (path;
                var origin = Origin.greeting("warm");
                var bound =
                        path.bind(
                                new InetSocketAddress(PathFixture.LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            for (var i = 0; i < 20; i++) {
                try (var client = new Socket(PathFixture.LOOPBACK, bound.address().getPort())) {
                    client.shutdownOutput();
                    var _ = client.getInputStream().read();
                } catch (SocketException _) {
                    // too slow yet
                }
            }
        }
    }

    static String id(int relay) {
        return "relay-" + relay;
    }

    NativeTcpPath path(int relay) {
        return paths.get(relay);
    }

    BoundSocket listening(int relay) {
        return listening.get(relay - 1);
    }

    /** Lets lanes to a relay lead somewhere else. */
    void misdirect(int relay, InetSocketAddress address) {
        peers.put(id(relay), new LanePeer(REGION, address));
    }

    /** Lets lanes to a relay cross the cable to a neighbour. */
    void move(int relay, SilentNeighbour neighbour) throws Exception {
        var there = new InetSocketAddress(neighbour.there(), 0);
        var socket = neighbour.inside(() -> paths.get(relay).acceptLanes(there, List.of()));
        misdirect(relay, socket.address());
    }

    private FlowAdmission.Answer admit(Protocol protocol, String from, Open open) {
        var destination = routes.arrived(open);
        if (refuses
                || protocol != Protocol.TCP
                || destination == null
                || !from.startsWith(proven)) {
            return new FlowAdmission.Refused(Refusal.NOT_ALLOWED);
        }
        return new FlowAdmission.Admitted(new RecordingRoute(List.of(destination)));
    }

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException {
        return paths.getFirst().bind(address, routes.admission(admission));
    }

    @Override
    public BoundSocket adopt(List<Integer> descriptors, Admission admission) throws IOException {
        return paths.getFirst().adopt(descriptors, routes.admission(admission));
    }

    @Override
    public void close() {
        paths.forEach(TcpPath::close);
        replaced.forEach(TcpPath::close);
    }
}
