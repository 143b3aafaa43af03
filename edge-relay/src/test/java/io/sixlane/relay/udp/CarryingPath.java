package io.sixlane.relay.udp;

import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import io.sixlane.relay.lane.DatagramRefusal;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.HandedOnRoutes;
import io.sixlane.relay.lane.LaneObserver;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.lane.datagram.DatagramKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Paths in one process: clients come to the first, which hands their sessions on, and the last
 * sends to endpoints.
 */
final class CarryingPath implements UdpPath {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private final List<UdpPath> paths = new ArrayList<>();
    private final List<DatagramKeys> keys = new ArrayList<>();
    private final List<BoundSocket> listening = new ArrayList<>();
    private final Map<String, InetSocketAddress> peers = new ConcurrentHashMap<>();
    private final Map<String, InetSocketAddress> detours = new ConcurrentHashMap<>();
    private final Supplier<UdpPath> opener;
    private final HandedOnRoutes routes = new HandedOnRoutes(() -> this.ways);
    private final SecureRandom random = new SecureRandom();
    final Counts counts = new Counts();

    /** Sessions that relays carry for others. */
    final AtomicInteger carried = new AtomicInteger();

    /** Whether no relay takes a session. */
    volatile boolean refuses;

    /** By which sessions go, best first. */
    volatile List<List<String>> ways;

    /** Of all relays together. */
    static final class Counts implements LaneObserver {
        final AtomicInteger paths = new AtomicInteger();
        final AtomicInteger sessions = new AtomicInteger();
        final AtomicInteger copies = new AtomicInteger();
        final Map<DatagramRefusal, Integer> refused = new ConcurrentHashMap<>();

        @Override
        public void datagramPath(int change) {
            paths.addAndGet(change);
        }

        @Override
        public void session() {
            sessions.incrementAndGet();
        }

        @Override
        public void copied() {
            copies.incrementAndGet();
        }

        @Override
        public void datagramRefused(DatagramRefusal cause) {
            refused.merge(cause, 1, Integer::sum);
        }
    }

    /**
     * Over that many relays beside the first, one after the other, and no other way.
     *
     * @param threads event loops of each that have listeners
     */
    static CarryingPath over(int relays, int threads, Supplier<UdpPath> opener) {
        var way = IntStream.rangeClosed(1, relays).mapToObj(CarryingPath::id).toList();
        try {
            return new CarryingPath(relays, threads, List.of(way), opener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CarryingPath(int relays, int threads, List<List<String>> ways, Supplier<UdpPath> opener)
            throws IOException {
        this.ways = ways;
        this.opener = opener;
        for (var i = 0; i <= relays; i++) {
            var shared = new DatagramKeys(id(i), counts::datagramRefused, System::nanoTime);
            paths.add(opener.get());
            keys.add(shared);
            begin(i, new InetSocketAddress(LOOPBACK, 0));
        }
        for (var i = 0; i < paths.size(); i++) {
            for (var j = 0; j < i; j++) {
                agree(j, i);
            }
        }
        await().until(
                        () -> {
                            if (counts.paths.get() >= relays * relays * threads) {
                                return true;
                            }
                            for (var path : paths) {
                                path.bind(new InetSocketAddress(LOOPBACK, 0), (_, _) -> null);
                            }
                            return false;
                        });
    }

    private void begin(int relay, InetSocketAddress address) throws IOException {
        var path = paths.get(relay);
        path.useLanes(
                new CarrySettings(
                        keys.get(relay),
                        to -> detours.getOrDefault(id(relay) + to, peers.get(to)),
                        () -> wanted(relay),
                        this::admit,
                        counts));
        if (relay > 0) {
            var socket = path.acceptCarried(address);
            listening.add(relay - 1, socket);
            peers.put(id(relay), socket.address());
        }
    }

    /** Another process of that relay, which has no key yet. */
    void restart(int relay) throws IOException {
        paths.get(relay).close();
        paths.set(relay, opener.get());
        keys.set(relay, new DatagramKeys(id(relay), counts::datagramRefused, System::nanoTime));
        begin(relay, listening.remove(relay - 1).address());
    }

    private Set<String> wanted(int own) {
        return peers.keySet().stream()
                .filter(id -> !id.equals(id(own)))
                .collect(Collectors.toSet());
    }

    /** As two relays with a new lane. */
    void agree(int one, int other) {
        var agreed = new byte[32];
        random.nextBytes(agreed);
        keys.get(one).add(id(other), agreed);
        keys.get(other).add(id(one), agreed);
    }

    static String id(int relay) {
        return "relay-" + relay;
    }

    UdpPath path(int relay) {
        return paths.get(relay);
    }

    InetSocketAddress address(int relay) {
        return listening.get(relay - 1).address();
    }

    BoundSocket listening(int relay) {
        return listening.get(relay - 1);
    }

    /** Lets datagrams from one relay to another go somewhere else. */
    void misdirect(int from, int to, InetSocketAddress address) {
        detours.put(id(from) + id(to), address);
    }

    private FlowAdmission.Answer admit(Protocol protocol, String from, Open open) {
        var destination = routes.arrived(open);
        return refuses
                        || destination == null
                        || protocol != Protocol.UDP
                        || !from.startsWith("relay-")
                ? new FlowAdmission.Refused(Refusal.NOT_ALLOWED)
                : new FlowAdmission.Admitted(new Arrived(destination, carried));
    }

    @Override
    public String name() {
        return "carrying";
    }

    @Override
    public boolean knowsDestination() {
        return paths.getFirst().knowsDestination();
    }

    @Override
    public BoundSocket bind(InetSocketAddress address, Admission admission) throws IOException {
        return paths.getFirst().bind(address, routes.admission(admission));
    }

    @Override
    public BoundSocket adopt(
            InetSocketAddress address, List<Integer> descriptors, Admission admission)
            throws IOException {
        return paths.getFirst().adopt(address, descriptors, routes.admission(admission));
    }

    @Override
    public void useLanes(CarrySettings settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BoundSocket acceptCarried(InetSocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void inherit(List<InheritedSession> sessions) {
        paths.getFirst().inherit(sessions);
    }

    @Override
    public HandedOver handOver() {
        return paths.getFirst().handOver();
    }

    @Override
    public void close() {
        paths.forEach(UdpPath::close);
    }

    /** At the relays that receive it: sends to the endpoint, or goes on to the next. */
    private record Arrived(Destination destination, AtomicInteger carried) implements Route {
        @Override
        public List<Destination> destinations() {
            return List.of(destination);
        }

        @Override
        public void opened(OpenConnection connection) {
            carried.incrementAndGet();
        }

        @Override
        public void connected(long nanos) {}

        @Override
        public void firstByte(long nanos) {}

        @Override
        public void bytesIn(int count) {}

        @Override
        public void bytesOut(int count) {}

        @Override
        public void closed(DisconnectCause cause) {
            carried.decrementAndGet();
        }

        @Override
        public Duration idleTimeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public @Nullable ByteBudget budget(Direction direction) {
            return null;
        }
    }
}
