package io.sixlane.relay.udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.NetworkNamespace;
import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.ByteBudget;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.forward.Route;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behavior of every datagram path. */
@Timeout(60)
abstract class UdpPathConformance {
    private final Map<DropCause, Integer> drops = new ConcurrentHashMap<>();
    private final UdpPath path =
            path(
                    new UdpSettings(Duration.ofSeconds(30), 2, 100),
                    (cause, count) -> drops.merge(cause, count, Integer::sum));
    private final List<DatagramRoute> routes = new CopyOnWriteArrayList<>();
    private volatile Duration idle = Duration.ofSeconds(1);

    abstract UdpPath path(UdpSettings settings, DropObserver drops);

    @AfterEach
    void close() {
        path.close();
    }

    @Test
    void datagrams_keep_their_bounds_and_order() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            for (var size : new int[] {1, 2, 1_200, 1_452, 9_000, 60_000}) {
                var payload = new byte[size];
                Arrays.fill(payload, (byte) size);
                assertThat(client.ask(payload)).isEqualTo(payload);
            }
            assertThat(origin.senders()).containsOnly(origin.senders().getFirst());
            assertThat(routes).hasSize(1);
        }
    }

    @Test
    void many_datagrams_at_once_all_arrive_as_they_were() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            for (var round = 0; round < 40; round++) {
                for (var i = 0; i < 25; i++) {
                    client.send(("%s.%s".formatted(round, i) + "x".repeat(i * 40)).getBytes(UTF_8));
                }
                for (var i = 0; i < 25; i++) {
                    assertThat(new String(client.receive(), UTF_8))
                            .isEqualTo("%s.%s".formatted(round, i) + "x".repeat(i * 40));
                }
            }
            assertThat(drops).isEmpty();
        }
    }

    @Test
    void clients_have_sessions_of_their_own_and_receive_only_their_answers() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address())) {
            var clients = new ArrayList<DatagramClient>();
            for (var i = 0; i < 20; i++) {
                clients.add(new DatagramClient(bound.address()));
            }
            for (var i = 0; i < 20; i++) {
                clients.get(i).send(new byte[] {(byte) i});
            }
            for (var i = 0; i < 20; i++) {
                assertThat(clients.get(i).receive()).containsExactly(i);
            }
            assertThat(origin.senders()).doesNotHaveDuplicates().hasSize(20);
            assertThat(routes)
                    .hasSize(20)
                    .allSatisfy(route -> assertThat(route.local).isEqualTo(bound.address()));
            assertThat(routes)
                    .extracting(route -> route.client)
                    .containsExactlyInAnyOrderElementsOf(
                            clients.stream().map(DatagramClient::address).toList());
            clients.forEach(DatagramClient::close);
        }
    }

    @Test
    void a_session_reports_its_endpoint_and_outgoing_address_to_its_route() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            var upstream = routes.getFirst().upstream.get(10, TimeUnit.SECONDS);
            assertThat(upstream.endpoint()).isEqualTo(origin.address());
            assertThat(upstream.outgoing()).isEqualTo(origin.senders().getFirst());
            assertThat(routes.getFirst().connected).isDone();
        }
    }

    @Test
    void a_session_ends_after_silence_and_the_next_datagram_begins_another() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            assertThat(routes.getFirst().closed.get(10, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.IDLE);
            assertThat(client.ask((byte) 2)).containsExactly(2);
            assertThat(routes).hasSize(2);
            assertThat(origin.senders()).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_route_that_throws_ends_its_session() throws Exception {
        var address = new CompletableFuture<InetSocketAddress>();
        try (var bound = bind(List.of(address), new byte[0]);
                var client = new DatagramClient(bound.address())) {
            client.send(new byte[] {1});
            var route = await().until(() -> routes, list -> !list.isEmpty()).getFirst();
            route.throwsAtFailure = true;
            address.completeExceptionally(new UnknownHostException("gone"));
            assertThat(route.closed.get(10, TimeUnit.SECONDS)).isEqualTo(DisconnectCause.STOPPED);
        }
    }

    @Test
    void an_unreachable_port_ends_the_session_quietly() throws Exception {
        InetSocketAddress nobody;
        try (var origin = DatagramOrigin.echo()) {
            nobody = origin.address();
        }
        try (var bound = bind("::1", nobody);
                var client = new DatagramClient(bound.address())) {
            client.send(new byte[] {1});
            var route = await().until(() -> routes, list -> !list.isEmpty()).getFirst();
            assertThat(route.closed.get(10, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.ENDPOINT_RESET);
            assertThat(route.failure).isCompletedWithValue(ConnectFailure.REFUSED);
            assertThatThrownBy(() -> client.receive(50)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_client_that_is_not_admitted_reaches_no_endpoint() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 0),
                                (_, _) -> null);
                var open = bind("::1", origin.address());
                var refused = new DatagramClient(bound.address());
                var client = new DatagramClient(open.address())) {
            refused.send(new byte[] {1});
            assertThat(client.ask((byte) 2)).containsExactly(2);
            assertThat(origin.received()).hasSize(1);
        }
    }

    @Test
    void datagrams_wait_for_a_name_and_the_next_endpoint_is_tried() throws IOException {
        try (var origin = DatagramOrigin.echo()) {
            var name = new CompletableFuture<InetSocketAddress>();
            var failed = CompletableFuture.<InetSocketAddress>failedFuture(new IOException());
            try (var bound = bind(List.of(failed, name), new byte[0]);
                    var client = new DatagramClient(bound.address())) {
                for (var i = 0; i < 20; i++) {
                    client.send(new byte[] {(byte) i});
                }
                await().untilAsserted(
                                () -> assertThat(drops).containsEntry(DropCause.UNRESOLVED, 4));
                name.complete(origin.address());
                for (var i = 0; i < 16; i++) {
                    assertThat(client.receive()).containsExactly(i);
                }
                assertThat(client.ask((byte) 99)).containsExactly(99);
            }
        }
    }

    @Test
    void the_header_goes_before_each_datagram_and_is_not_counted() throws IOException {
        var header = "header".getBytes(UTF_8);
        try (var origin = DatagramOrigin.echo();
                var bound =
                        bind(List.of(CompletableFuture.completedFuture(origin.address())), header);
                var client = new DatagramClient(bound.address())) {
            for (var i = 0; i < 30; i++) {
                client.send(String.format(Locale.ROOT, "%02d", i).getBytes(UTF_8));
            }
            for (var i = 0; i < 30; i++) {
                assertThat(new String(client.receive(), UTF_8))
                        .isEqualTo(String.format(Locale.ROOT, "header%02d", i));
            }
            assertThat(routes.getFirst().bytesIn).isEqualTo(60);
            assertThat(routes.getFirst().bytesOut).isEqualTo(240);
        }
    }

    @Test
    void over_the_rate_datagrams_are_dropped_whole_and_counted() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            routes.getFirst().left = 2;
            client.send(new byte[] {1, 2, 3});
            assertThat(client.ask((byte) 4, (byte) 5)).containsExactly(4, 5);
            assertThat(drops).containsOnly(Map.entry(DropCause.OVER_RATE, 1));
        }
    }

    @Test
    void a_full_table_takes_no_more_sessions() throws IOException {
        var small = path(new UdpSettings(Duration.ofSeconds(30), 1, 1), this::count);
        try (var origin = DatagramOrigin.echo();
                var bound = bind(small, origin.address());
                var one = new DatagramClient(bound.address());
                var two = new DatagramClient(bound.address())) {
            assertThat(one.ask((byte) 1)).containsExactly(1);
            two.send(new byte[] {2});
            await().untilAsserted(() -> assertThat(drops).containsEntry(DropCause.TABLE_FULL, 1));
            assertThat(one.ask((byte) 3)).containsExactly(3);
        } finally {
            small.close();
        }
    }

    @Test
    void a_session_ended_from_outside_reports_its_cause_and_the_last_one_frees_its_port()
            throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            bound.close();
            assertThat(client.ask((byte) 2)).containsExactly(2);
            routes.getFirst().opened.join().reset(DisconnectCause.DRAINED);
            assertThat(routes.getFirst().closed.get(10, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.DRAINED);
            await().untilAsserted(() -> new DatagramSocket(bound.address()).close());
        }
    }

    @Test
    void a_taken_port_is_reported() throws IOException {
        try (var taken =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0))) {
            assertThatThrownBy(
                            () ->
                                    path.bind(
                                            (InetSocketAddress) taken.getLocalSocketAddress(),
                                            (_, _) -> null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void a_port_of_another_relay_is_in_use_until_its_last_session_ends() throws Exception {
        var other = path(new UdpSettings(Duration.ofSeconds(30), 2, 100), this::count);
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            var port = bound.address();
            assertThatThrownBy(() -> other.bind(port, (_, _) -> null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Address already in use");
            for (var i = 0; i < 20; i++) { // no datagram goes to the other one
                assertThat(client.ask((byte) i)).containsExactly(i);
            }
            bound.close();
            assertThatThrownBy(() -> other.bind(port, (_, _) -> null))
                    .isInstanceOf(IOException.class);
            routes.getFirst().opened.join().reset(DisconnectCause.DRAINED);
            await().ignoreExceptions()
                    .untilAsserted(() -> other.bind(port, (_, _) -> null).close());
        } finally {
            other.close();
        }
    }

    /** 100 sessions to four endpoints through 32 ports, of which 30 are for sessions. */
    @Test
    void a_local_port_serves_several_endpoints() throws Exception {
        try (var network = new NetworkNamespace()) {
            network.set("net/ipv4/ip_local_port_range", "32768 32799");
            network.inside(
                    () -> {
                        askThroughFewPorts();
                        return true;
                    });
        }
    }

    private void askThroughFewPorts() throws IOException {
        var few = path(new UdpSettings(Duration.ofSeconds(30), 2, 1_000), this::count);
        var origins = new ArrayList<DatagramOrigin>();
        var clients = new ArrayList<DatagramClient>();
        try {
            for (var i = 0; i < 4; i++) {
                origins.add(DatagramOrigin.echo(40_000 + i));
            }
            var next = new AtomicInteger();
            var bound =
                    few.bind(
                            new InetSocketAddress(InetAddress.ofLiteral("::1"), 30_000),
                            (local, client) -> {
                                var to = origins.get(next.getAndIncrement() % 4).address();
                                return new DatagramRoute(
                                        local,
                                        client,
                                        List.of(CompletableFuture.completedFuture(to)),
                                        new byte[0]);
                            });
            for (var i = 0; i < 100; i++) {
                var client = new DatagramClient(bound.address(), 50_000 + i);
                clients.add(client);
                assertThat(client.ask((byte) i)).containsExactly(i);
            }
            for (var i = 0; i < 100; i++) { // each still hears its own answers
                assertThat(clients.get(i).ask((byte) (i + 1))).containsExactly((byte) (i + 1));
            }
        } finally {
            few.close();
            clients.forEach(DatagramClient::close);
            origins.forEach(DatagramOrigin::close);
        }
    }

    @Test
    void without_a_route_the_next_address_is_tried_and_nothing_is_lost() throws Exception {
        try (var network = new NetworkNamespace()) {
            network.inside(
                    () -> {
                        askPastUnreachable("192.0.2.1", "2001:db8::1");
                        return true;
                    });
        }
    }

    private void askPastUnreachable(String... addresses) throws Exception {
        var here = path(new UdpSettings(Duration.ofSeconds(30), 1, 1_000), this::count);
        try (var origin = DatagramOrigin.echo()) {
            for (var address : addresses) {
                var bad = new InetSocketAddress(InetAddress.ofLiteral(address), 53);
                var route = new CompletableFuture<DatagramRoute>();
                var bound =
                        here.bind(
                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 0),
                                (local, client) -> {
                                    route.complete(
                                            new DatagramRoute(
                                                    local,
                                                    client,
                                                    List.of(
                                                            CompletableFuture.completedFuture(bad),
                                                            CompletableFuture.completedFuture(
                                                                    origin.address())),
                                                    new byte[0]));
                                    return route.join();
                                });
                try (var client = new DatagramClient(bound.address())) {
                    assertThat(client.ask((byte) 1)).containsExactly(1);
                    assertThat(route.join().failure)
                            .isCompletedWithValue(ConnectFailure.UNREACHABLE);
                }
            }
            assertThat(drops).isEmpty();
        } finally {
            here.close();
        }
    }

    @Test
    void connections_without_an_endpoint_are_counted_by_cause() throws Exception {
        try (var none = bind(List.of(), new byte[0]);
                var client = new DatagramClient(none.address())) {
            client.send(new byte[] {1});
            await().untilAsserted(
                            () ->
                                    assertThat(drops)
                                            .containsOnly(Map.entry(DropCause.NO_ENDPOINT, 1)));
        }
    }

    @Test
    void a_session_is_short_until_its_endpoint_answers() throws Exception {
        var settings = new UdpSettings(Duration.ofSeconds(30), Duration.ofMillis(200), 1, 100);
        var quick = path(settings, this::count);
        try (var silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                var origin = DatagramOrigin.echo();
                var toNobody = bind(quick, (InetSocketAddress) silent.getLocalSocketAddress());
                var toOrigin = bind(quick, origin.address());
                var asking = new DatagramClient(toNobody.address());
                var answered = new DatagramClient(toOrigin.address())) {
            assertThat(answered.ask((byte) 1)).containsExactly(1);
            var startNanos = System.nanoTime();
            asking.send(new byte[] {1});
            await().until(() -> routes.size() == 2);
            assertThat(routes.get(1).closed.get(10, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.IDLE);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(200), Duration.ofMillis(900));
            assertThat(routes.getFirst().closed).isNotDone(); // it has a second
        } finally {
            quick.close();
        }
    }

    /**
     * Each sends twice as long as the timeout, and nothing passes. A busy host may stop for a
     * second.
     */
    @Test
    void a_session_over_its_rate_is_not_idle() throws Exception {
        idle = Duration.ofMillis(2_500);
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            var route = routes.getFirst();
            route.left = 0;
            for (var i = 0; i < 50; i++) {
                client.send(new byte[] {1});
                assertThat(route.closed).isNotDone();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            route.left = Integer.MAX_VALUE;
            assertThat(client.ask((byte) 2)).containsExactly(2);
            route.leftOut = 0;
            var relay = origin.senders().getFirst();
            for (var i = 0; i < 50; i++) {
                origin.send(relay, (byte) 1);
                assertThat(route.closed).isNotDone();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            assertThat(routes).hasSize(1);
        }
    }

    @Test
    void a_route_that_throws_costs_only_its_own_session() throws Exception {
        var next = new AtomicInteger();
        try (var origin = DatagramOrigin.echo();
                var one = new DatagramClient(throwing(origin, next));
                var two = new DatagramClient(one.accelerated());
                var three = new DatagramClient(one.accelerated())) {
            one.send(new byte[] {1}); // at admission
            two.send(new byte[] {2}); // when it opens
            await().untilAsserted(() -> assertThat(next).hasValue(2));
            assertThat(three.ask((byte) 3)).containsExactly(3); // when it closes
            assertThat(routes.getFirst().closed.get(10, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.STOPPED);
            assertThat(routes.get(1).closed.get(10, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.IDLE);
            assertThat(three.ask((byte) 4)).containsExactly(4);
        }
    }

    private InetSocketAddress throwing(DatagramOrigin origin, AtomicInteger next)
            throws IOException {
        return path.bind(
                        new InetSocketAddress(InetAddress.ofLiteral("::1"), 0),
                        (local, client) -> {
                            var turn = next.getAndIncrement();
                            if (turn == 0) {
                                throw new IllegalStateException("for the test");
                            }
                            var to = List.of(CompletableFuture.completedFuture(origin.address()));
                            var route = new DatagramRoute(local, client, to, new byte[0]);
                            route.throwsAtOpening = turn == 1;
                            route.throwsAtClosing = turn == 2;
                            routes.add(route);
                            return route;
                        })
                .address();
    }

    @Test
    void a_session_moves_when_its_route_wants_it_and_loses_no_datagram() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var bound = bind("::1", origin.address());
                var client = new DatagramClient(bound.address())) {
            assertThat(client.ask((byte) 1)).containsExactly(1);
            routes.getFirst().shouldMove = true;
            assertThat(client.ask((byte) 2)).containsExactly(2);
            assertThat(routes).hasSize(2);
            assertThat(routes.getFirst().closed)
                    .isCompletedWithValue(DisconnectCause.ENDPOINT_UNHEALTHY);
            assertThat(drops).isEmpty();
        }
    }

    final UdpPath path() {
        return path;
    }

    final List<DatagramRoute> routes() {
        return routes;
    }

    final Map<DropCause, Integer> drops() {
        return drops;
    }

    final BoundSocket bind(String address, InetSocketAddress endpoint) throws IOException {
        return bind(
                address, List.of(CompletableFuture.completedFuture(endpoint)), new byte[0], path);
    }

    final BoundSocket bind(List<CompletableFuture<InetSocketAddress>> destinations, byte[] header)
            throws IOException {
        return bind("::1", destinations, header, path);
    }

    private BoundSocket bind(UdpPath other, InetSocketAddress endpoint) throws IOException {
        return bind(
                "::1", List.of(CompletableFuture.completedFuture(endpoint)), new byte[0], other);
    }

    private BoundSocket bind(
            String address,
            List<CompletableFuture<InetSocketAddress>> destinations,
            byte[] header,
            UdpPath on)
            throws IOException {
        return on.bind(
                new InetSocketAddress(InetAddress.ofLiteral(address), 0),
                (local, client) -> {
                    var route = new DatagramRoute(local, client, destinations, header);
                    route.idle = idle;
                    routes.add(route);
                    return route;
                });
    }

    private void count(DropCause cause, int datagrams) {
        drops.merge(cause, datagrams, Integer::sum);
    }

    /** Keeps what it is told; its sessions end after a second. */
    static final class DatagramRoute implements Route {
        final InetSocketAddress local;
        final InetSocketAddress client;
        final CompletableFuture<OpenConnection> opened = new CompletableFuture<>();
        final CompletableFuture<DisconnectCause> closed = new CompletableFuture<>();
        final CompletableFuture<ConnectFailure> failure = new CompletableFuture<>();
        final CompletableFuture<Upstream> upstream = new CompletableFuture<>();
        final CompletableFuture<Long> connected = new CompletableFuture<>();
        private final List<CompletableFuture<InetSocketAddress>> destinations;
        private final byte[] header;
        volatile int bytesIn;
        volatile int bytesOut;
        volatile int left = Integer.MAX_VALUE;
        volatile int leftOut = Integer.MAX_VALUE;
        volatile boolean throwsAtFailure;
        volatile boolean throwsAtOpening;
        volatile boolean throwsAtClosing;
        volatile boolean shouldMove;
        volatile Duration idle = Duration.ofSeconds(1);

        DatagramRoute(
                InetSocketAddress local,
                InetSocketAddress client,
                List<CompletableFuture<InetSocketAddress>> destinations,
                byte[] header) {
            this.local = local;
            this.client = client;
            this.destinations = destinations;
            this.header = header;
        }

        @Override
        public List<Destination> destinations() {
            return destinations.stream().map(this::destination).toList();
        }

        private Destination destination(CompletableFuture<InetSocketAddress> address) {
            return new Destination() {
                @Override
                public CompletableFuture<InetSocketAddress> address() {
                    return address;
                }

                @Override
                public byte[] preface(InetSocketAddress from, InetSocketAddress accelerated) {
                    return header;
                }

                @Override
                public void connected(Upstream connected, long nanos) {
                    upstream.complete(connected);
                }

                @Override
                public void failed(ConnectFailure cause) {
                    if (throwsAtFailure) {
                        throw new IllegalStateException("for the test");
                    }
                    failure.complete(cause);
                }
            };
        }

        @Override
        public Duration idleTimeout() {
            return idle;
        }

        @Override
        public boolean shouldMove() {
            return shouldMove;
        }

        /** Never refilled. */
        @Override
        public ByteBudget budget(Direction direction) {
            return new ByteBudget() {
                @Override
                public int take(int wanted) {
                    return Math.min(wanted, direction == Direction.IN ? left : leftOut);
                }

                @Override
                public void giveBack(int unused) {}

                @Override
                public long waitNanos() {
                    return 1;
                }
            };
        }

        @Override
        public void opened(OpenConnection connection) {
            opened.complete(connection);
            if (throwsAtOpening) {
                throw new IllegalStateException("for the test");
            }
        }

        @Override
        public void connected(long nanos) {
            connected.complete(nanos);
        }

        @Override
        public void firstByte(long nanos) {}

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one event loop writes
        public void bytesIn(int count) {
            bytesIn += count;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one event loop writes
        public void bytesOut(int count) {
            bytesOut += count;
        }

        @Override
        public void closed(DisconnectCause cause) {
            if (!closed.complete(cause)) {
                throw new AssertionError("closed twice");
            }
            if (throwsAtClosing) {
                throw new IllegalStateException("for the test");
            }
        }
    }
}
