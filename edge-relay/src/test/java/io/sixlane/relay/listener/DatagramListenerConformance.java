package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.NetworkNamespace;
import io.sixlane.relay.endpoint.NamedEndpoints;
import io.sixlane.relay.proxyprotocol.DecodedHeader;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.DatagramOrigin;
import io.sixlane.relay.udp.DropObserver;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** UDP listeners as clients and endpoints see them, on each path. */
@Timeout(60)
abstract class DatagramListenerConformance {
    private static final String LOOPBACK = "::1";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RelayMeters meters = new RelayMeters(registry);
    private final Map<AcceleratorId, Applied> applied = new ConcurrentHashMap<>();
    private final TcpPath tcp =
            new PortableTcpPath(
                    new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
    private final UdpSettings settings = new UdpSettings(Duration.ofMinutes(1), 2, 1_000);
    private final UdpPath udp = path(settings, meters::datagramsDropped);
    private ListenerReconciler reconciler = reconciler(Fixtures.setting("::1/128", meters));

    private record Applied(long revision, List<ApplyFailure> failures) {}

    abstract UdpPath path(UdpSettings settings, DropObserver drops);

    @AfterEach
    void close() {
        reconciler.close();
        tcp.close();
        udp.close();
    }

    @Test
    void forwards_both_ways_and_reports_it() throws IOException {
        try (var origin = DatagramOrigin.echo()) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 3, LOOPBACK, 9, listener("lsr-1", port, origin.port())));
            assertThat(applied.get(new AcceleratorId("ga-1"))).isEqualTo(new Applied(3, List.of()));
            try (var client = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("hello"))).isEqualTo(bytes("hello"));
                assertThat(client.ask(bytes("world"))).isEqualTo(bytes("world"));
            }
            assertThat(origin.received()).containsExactly(bytes("hello"), bytes("world"));
            assertThat(registry.counter("sixlane.relay.bytes", "direction", "out").count())
                    .isEqualTo(10);
        }
    }

    @Test
    void tcp_and_udp_share_a_port_number() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var other = Origin.greeting("tcp")) {
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener("lsr-1", port, origin.port()),
                            Fixtures.listener("lsr-2", port, other.port())));
            try (var client = new DatagramClient(LOOPBACK, port);
                    var stream = new Socket(InetAddress.ofLiteral(LOOPBACK), port)) {
                assertThat(client.ask(bytes("udp"))).isEqualTo(bytes("udp"));
                assertThat(stream.getInputStream().readNBytes(3)).isEqualTo(bytes("tcp"));
            }
        }
    }

    @Test
    void a_session_over_the_limit_gets_no_answer_until_one_ends() throws Exception {
        try (var origin = DatagramOrigin.echo()) {
            var port = FreePorts.next();
            reconcile(
                    accelerator("ga-1", 1, LOOPBACK, 1, listener("lsr-1", port, origin.port(), 1)));
            try (var first = new DatagramClient(LOOPBACK, port);
                    var second = new DatagramClient(LOOPBACK, port)) {
                assertThat(first.ask(bytes("a"))).isEqualTo(bytes("a"));
                second.send(bytes("b"));
                await().untilAsserted(() -> assertThat(disconnects("over_limit")).isEqualTo(1));
                await().untilAsserted(() -> assertThat(disconnects("idle")).isEqualTo(1));
                assertThat(second.ask(bytes("c"))).isEqualTo(bytes("c"));
                assertThat(origin.received()).containsExactly(bytes("a"), bytes("c"));
            }
        }
    }

    @Test
    void sessions_to_a_removed_endpoint_end_with_the_drain_timeout() throws Exception {
        try (var before = DatagramOrigin.echo();
                var after = DatagramOrigin.answering(_ -> bytes("after"))) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 1, LOOPBACK, 9, listener("lsr-1", port, before.port())));
            try (var client = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("a"))).isEqualTo(bytes("a"));
                reconcile(
                        accelerator("ga-1", 2, LOOPBACK, 9, listener("lsr-1", port, after.port())));
                await().untilAsserted(() -> assertThat(disconnects("drained")).isEqualTo(1));
                assertThat(client.ask(bytes("b"))).isEqualTo(bytes("after"));
            }
        }
    }

    @Test
    void sessions_stay_at_an_endpoint_that_drains_and_later_ones_go_to_its_neighbour()
            throws IOException {
        try (var draining = DatagramOrigin.echo();
                var active = DatagramOrigin.answering(_ -> bytes("active"))) {
            var port = FreePorts.next();
            reconcile(oneAddress(1, port, draining.port(), EndpointState.ACTIVE));
            try (var client = new DatagramClient(LOOPBACK, port);
                    var later = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("a"))).isEqualTo(bytes("a"));
                reconcile(
                        accelerator(
                                "ga-1",
                                2,
                                LOOPBACK,
                                9,
                                datagrams(
                                        port,
                                        Fixtures.endpointAt(
                                                draining.port(), EndpointState.DRAINING),
                                        Fixtures.endpointAt(active.port(), EndpointState.ACTIVE))));
                assertThat(later.ask(bytes("b"))).isEqualTo(bytes("active"));
                assertThat(client.ask(bytes("c"))).isEqualTo(bytes("c"));
            }
        }
    }

    private static AcceleratorImage oneAddress(
            long revision, int port, int endpointPort, EndpointState state) {
        return accelerator(
                "ga-1",
                revision,
                LOOPBACK,
                9,
                datagrams(port, Fixtures.endpointAt(endpointPort, state)));
    }

    private static Listener datagrams(int port, Endpoint... endpoints) {
        return listener("lsr-1", port, Fixtures.group(null, endpoints));
    }

    @Test
    void a_retarget_keeps_sessions_and_sends_later_ones_to_the_new_endpoint() throws IOException {
        try (var before = DatagramOrigin.echo();
                var after = DatagramOrigin.answering(_ -> bytes("after"))) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 1, LOOPBACK, 9, listener("lsr-1", port, before.port())));
            try (var client = new DatagramClient(LOOPBACK, port);
                    var later = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("a"))).isEqualTo(bytes("a"));
                reconcile(
                        accelerator("ga-1", 2, LOOPBACK, 9, listener("lsr-1", port, after.port())));
                assertThat(later.ask(bytes("b"))).isEqualTo(bytes("after"));
                assertThat(client.ask(bytes("c"))).isEqualTo(bytes("c"));
            }
        }
    }

    @Test
    void a_removed_listener_drains_and_takes_no_new_session() throws IOException {
        try (var origin = DatagramOrigin.echo()) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 1, LOOPBACK, 9, listener("lsr-1", port, origin.port())));
            try (var client = new DatagramClient(LOOPBACK, port);
                    var late = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("a"))).isEqualTo(bytes("a"));
                reconcile(
                        new AcceleratorRemoved(
                                new AcceleratorId("ga-1"), 2, "0".repeat(64), Instant.EPOCH));
                assertThat(client.ask(bytes("b"))).isEqualTo(bytes("b"));
                late.send(bytes("c"));
                assertThat(client.ask(bytes("d"))).isEqualTo(bytes("d"));
                await().untilAsserted(() -> assertThat(dropped("draining")).isEqualTo(1));
                assertThat(origin.received()).containsExactly(bytes("a"), bytes("b"), bytes("d"));
                await().untilAsserted(() -> assertThat(disconnects("drained")).isEqualTo(1));
                await().untilAsserted(() -> new DatagramSocket(port).close());
            }
        }
    }

    @Test
    void a_port_that_comes_back_while_it_drains_admits_again() throws IOException {
        try (var origin = DatagramOrigin.echo()) {
            var port = FreePorts.next();
            var listener = listener("lsr-1", port, origin.port());
            reconcile(accelerator("ga-1", 1, LOOPBACK, 9, listener));
            try (var client = new DatagramClient(LOOPBACK, port);
                    var later = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("a"))).isEqualTo(bytes("a"));
                reconcile(accelerator("ga-1", 2, LOOPBACK, 9));
                reconcile(accelerator("ga-1", 3, LOOPBACK, 9, listener));
                assertThat(later.ask(bytes("b"))).isEqualTo(bytes("b"));
                assertThat(client.ask(bytes("c"))).isEqualTo(bytes("c"));
            }
        }
    }

    @Test
    void no_session_notices_that_the_configuration_changes() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var other = DatagramOrigin.echo()) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 1, LOOPBACK, 99, listener("lsr-1", port, origin.port())));
            try (var one = new DatagramClient(LOOPBACK, port);
                    var two = new DatagramClient(LOOPBACK, port)) {
                for (var revision = 2; revision < 42; revision++) {
                    var to = revision % 2 == 0 ? other : origin;
                    reconciler.reconcile(
                            image(
                                    accelerator(
                                            "ga-1",
                                            revision,
                                            LOOPBACK,
                                            99,
                                            listener("lsr-1", port, to.port()))));
                    for (var i = 0; i < 10; i++) {
                        var payload = bytes(revision + "." + i);
                        assertThat(one.ask(payload)).isEqualTo(payload);
                        assertThat(two.ask(payload)).isEqualTo(payload);
                    }
                }
                assertThat(Stream.of(origin, other).flatMap(o -> o.senders().stream()).distinct())
                        .hasSize(2);
                assertThat(origin.received().size() + other.received().size()).isEqualTo(800);
            }
        }
    }

    /** Of the accelerator's region, shared by sessions that send three times as much. */
    @Test
    void datagrams_go_no_faster_than_the_regions_bandwidth_and_follow_its_changes()
            throws IOException {
        try (var origin = DatagramOrigin.answering(_ -> new byte[0])) {
            var port = FreePorts.next();
            var listener = listener("lsr-1", port, origin.port());
            reconcile(Fixtures.accelerator("ga-1", 1, LOOPBACK, 10, 99, listener));
            try (var one = new DatagramClient(LOOPBACK, port);
                    var two = new DatagramClient(LOOPBACK, port)) {
                assertThat(perSecond(origin, one, two)).isBetween(900.0, 1_100.0);
                reconcile(Fixtures.accelerator("ga-1", 2, LOOPBACK, 5, 99, listener));
                assertThat(perSecond(origin, one, two)).isBetween(450.0, 550.0);
            }
            assertThat(origin.senders().stream().distinct()).hasSize(2);
        }
    }

    /**
     * Sends 3,000 datagrams of 1,250 bytes, 10 kbit, in a second: what arrives of them in the
     * middle one of ten parts of it, so that a pause of this host counts little.
     */
    private double perSecond(DatagramOrigin origin, DatagramClient one, DatagramClient two)
            throws IOException {
        var payload = new byte[1_250];
        var sentBefore = origin.received().size() + dropped("over_rate");
        var rates = new ArrayList<Double>();
        var startNanos = System.nanoTime();
        var partNanos = startNanos;
        var partCount = origin.received().size();
        for (var pair = 1; pair <= 1_500; pair++) {
            one.send(payload);
            two.send(payload);
            var due = startNanos + pair * 666_666L;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (pair % 150 == 0) {
                var now = System.nanoTime();
                var received = origin.received().size();
                rates.add((received - partCount) * 1e9 / (now - partNanos));
                partNanos = now;
                partCount = received;
            }
        }
        var all = sentBefore + 3_000;
        await().until(() -> origin.received().size() + dropped("over_rate") == all);
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    @Test
    void endpoints_get_the_simple_header_and_clients_do_not() throws IOException {
        try (var origin = DatagramOrigin.echo()) {
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener("lsr-1", port, origin.port(), ClientIp.SPP, null)));
            try (var client = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("one"))).isEqualTo(bytes("one"));
                assertThat(client.ask(bytes("two"))).isEqualTo(bytes("two"));
                assertThat(origin.received())
                        .hasSize(2)
                        .allSatisfy(
                                datagram ->
                                        assertThat(datagram)
                                                .startsWith(0x56, 0xec)
                                                .hasSize(38 + 3));
                assertThat(origin.received().get(0)).endsWith(bytes("one"));
                var header = ByteBuffer.wrap(origin.received().get(1));
                assertThat(header.getShort(34) & 0xffff).isEqualTo(client.address().getPort());
                assertThat(header.getShort(36) & 0xffff).isEqualTo(port);
            }
        }
    }

    final RelayMeters meters() {
        return meters;
    }

    /** Replaces the relay by one with other settings. */
    final void relay(ServedPort.Setting setting) {
        reconciler.close();
        reconciler = reconciler(setting);
    }

    private ListenerReconciler reconciler(ServedPort.Setting setting) {
        return new ListenerReconciler(
                tcp,
                udp,
                InheritedSockets.NONE,
                setting,
                (record, failures) ->
                        applied.put(record.id(), new Applied(record.revision(), failures)),
                Clock.systemUTC());
    }

    @Test
    void endpoints_get_a_proxy_header_before_each_datagram_or_connection() throws Exception {
        try (var origin = DatagramOrigin.echo();
                var other =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write('.');
                                    return socket.getInputStream().readAllBytes();
                                })) {
            var port = FreePorts.next();
            var udpListener = listener("lsr-1", port, origin.port(), ClientIp.PROXY_V2, null);
            var tcpListener =
                    new Listener(
                            new ListenerId("lsr-2"),
                            "lsr-2",
                            Protocol.TCP,
                            List.of(new PortRange(port, port)),
                            ClientAffinity.NONE,
                            List.of(group(port, other.port(), ClientIp.PROXY_V2)));
            reconcile(accelerator("ga-1", 7, LOOPBACK, 9, udpListener, tcpListener));
            var accelerated = new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port);
            try (var client = new DatagramClient(LOOPBACK, port);
                    var stream = new Socket(InetAddress.ofLiteral(LOOPBACK), port)) {
                client.ask(bytes("a"));
                client.ask(bytes("b"));
                assertThat(origin.received()).hasSize(2);
                for (var datagram : origin.received()) {
                    var header = DecodedHeader.v2(datagram);
                    assertThat(header.familyAndTransport()).isEqualTo(0x22);
                    assertThat(header.client()).isEqualTo(client.address());
                    assertThat(header.accelerated()).isEqualTo(accelerated);
                    assertThat(header.tags())
                            .containsEntry(0xe0, "ga-1")
                            .containsEntry(0xe1, "7")
                            .containsEntry(0xe2, "relay-1");
                    assertThat(datagram).hasSize(header.length() + 1);
                }
                assertThat(stream.getInputStream().read()).isEqualTo('.');
                stream.getOutputStream().write(bytes("tcp"));
                stream.shutdownOutput();
                var bytes = (byte[]) other.outcome().get(10, TimeUnit.SECONDS);
                var header = DecodedHeader.v2(bytes);
                assertThat(header.familyAndTransport()).isEqualTo(0x21);
                assertThat(header.client()).isEqualTo(stream.getLocalSocketAddress());
                assertThat(header.accelerated()).isEqualTo(accelerated);
                assertThat(bytes).hasSize(header.length() + 3).endsWith(bytes("tcp"));
            }
        }
    }

    @Test
    void sessions_take_no_place_of_connections() throws IOException {
        try (var origin = DatagramOrigin.echo();
                var other = Origin.greeting("tcp")) {
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            1,
                            listener("lsr-1", port, origin.port()),
                            Fixtures.listener("lsr-2", port, other.port())));
            try (var client = new DatagramClient(LOOPBACK, port)) {
                assertThat(client.ask(bytes("udp"))).isEqualTo(bytes("udp"));
                assertThat(greeting(port)).isEqualTo("tcp");
            }
        }
    }

    /** Of 656 descriptors 179 are for sessions, and 119 for one accelerator that is alone. */
    @Test
    void a_flood_of_one_accelerator_leaves_descriptors_to_others() throws Exception {
        relay(Fixtures.settingOfFew(656, meters));
        var clients = new ArrayList<DatagramClient>();
        try (var silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                var origin = DatagramOrigin.echo();
                var other = Origin.greeting("tcp")) {
            var flooded = FreePorts.next();
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9_999,
                            listener("lsr-1", flooded, silent.getLocalPort())),
                    accelerator(
                            "ga-2",
                            1,
                            LOOPBACK,
                            9_999,
                            listener("lsr-2", port, origin.port()),
                            Fixtures.listener("lsr-3", port, other.port())));
            for (var i = 0; i < 300; i++) {
                var client = new DatagramClient(LOOPBACK, flooded);
                clients.add(client);
                client.send(new byte[] {1});
            }
            await().untilAsserted(() -> assertThat(disconnects("over_share")).isEqualTo(181));
            for (var i = 0; i < 20; i++) {
                try (var client = new DatagramClient(LOOPBACK, port)) {
                    assertThat(client.ask(bytes("udp"))).isEqualTo(bytes("udp"));
                    assertThat(greeting(port)).isEqualTo("tcp");
                }
            }
            assertThat(dropped("unresolved") + dropped("exhausted")).isZero();
        } finally {
            clients.forEach(DatagramClient::close);
        }
    }

    private static String greeting(int port) throws IOException {
        try (var stream = new Socket(InetAddress.ofLiteral(LOOPBACK), port)) {
            return new String(stream.getInputStream().readNBytes(3), UTF_8);
        }
    }

    @Test
    void a_session_leaves_an_endpoint_whose_check_fails() throws Exception {
        try (var near = DatagramOrigin.answering(_ -> bytes("near"));
                var far = DatagramOrigin.answering(_ -> bytes("far"));
                var checked = new ServerSocket(0, 9, InetAddress.ofLiteral("127.0.0.1"))) {
            var check =
                    new HealthCheck(
                            HealthCheck.Protocol.TCP,
                            checked.getLocalPort(),
                            1,
                            1_000,
                            2,
                            null,
                            null,
                            null);
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener(
                                    "lsr-1",
                                    port,
                                    checkedGroup("epg-1", port, near.port(), check),
                                    checkedGroup("epg-2", port, far.port(), null))));
            try (var client = new DatagramClient(LOOPBACK, port)) {
                await().ignoreExceptions()
                        .untilAsserted(
                                () -> assertThat(client.ask(bytes("?"))).isEqualTo(bytes("near")));
                near.mute();
                checked.close();
                await().atMost(Duration.ofSeconds(10))
                        .ignoreExceptions()
                        .untilAsserted(
                                () -> {
                                    client.send(bytes("?"));
                                    assertThat(client.receive(50)).isEqualTo(bytes("far"));
                                });
                assertThat(disconnects("endpoint_unhealthy")).isEqualTo(1);
                assertThat(client.ask(bytes("!"))).isEqualTo(bytes("far"));
            }
        }
    }

    @Test
    void with_no_healthy_endpoint_a_session_stays() throws Exception {
        var check = new HealthCheck(HealthCheck.Protocol.TCP, null, 1, 1_000, 2, null, null, null);
        try (var origin = DatagramOrigin.echo()) { // for datagrams alone: the check fails
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener(
                                    "lsr-1",
                                    port,
                                    checkedGroup("epg-1", port, origin.port(), check))));
            await().until(
                            () ->
                                    reconciler.endpointHealth().values().stream()
                                            .flatMap(List::stream)
                                            .anyMatch(one -> one.state() == State.UNHEALTHY));
            try (var client = new DatagramClient(LOOPBACK, port)) {
                for (var i = 0; i < 10; i++) {
                    assertThat(client.ask((byte) i)).containsExactly(i);
                }
            }
            assertThat(origin.senders().stream().distinct()).hasSize(1);
        }
    }

    /** A name with an address that has no route, for clients that stay at one address each. */
    @Test
    void clients_of_an_unreachable_address_of_a_name_get_another_one() throws Exception {
        try (var network = new NetworkNamespace()) {
            network.ip("addr", "add", "fd6c::1/128", "dev", "lo", "nodad");
            for (var i = 0; i < 16; i++) {
                network.ip("addr", "add", "fd6c::10:" + i + "/128", "dev", "lo", "nodad");
            }
            network.inside(
                    () -> {
                        askByName();
                        return true;
                    });
        }
    }

    private void askByName() throws IOException {
        var loopback = EndpointPolicy.allowing("127.0.0.0/8");
        try (var origin = DatagramOrigin.echo();
                var names = new NamedEndpoints(loopback, "127.0.0.1", "2400:cb00::1")) {
            relay(Fixtures.settingOfNames("fd6c::1/128", names.resolver(), meters));
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            "fd6c::1",
                            99,
                            new Listener(
                                    new ListenerId("lsr-1"),
                                    "lsr-1",
                                    Protocol.UDP,
                                    List.of(new PortRange(5_353, 5_353)),
                                    ClientAffinity.SOURCE_IP,
                                    List.of(
                                            Fixtures.group(
                                                    5_353,
                                                    origin.port(),
                                                    new Endpoint(
                                                            new EndpointId("ep-1"),
                                                            EndpointType.CUSTOM_DOMAIN,
                                                            "web.test",
                                                            255))))));
            for (var i = 0; i < 16; i++) {
                try (var client = DatagramClient.from("fd6c::10:" + i, "fd6c::1", 5_353)) {
                    assertThat(client.ask((byte) i)).containsExactly(i);
                }
            }
        }
    }

    private static EndpointGroup checkedGroup(
            String id, int port, int endpointPort, @Nullable HealthCheck check) {
        return new EndpointGroup(
                new EndpointGroupId(id),
                "group",
                "region-of-" + id,
                BackendService.OFF_CLOUD,
                false,
                List.of(Fixtures.endpoint("127.0.0.1", 100)),
                List.of(new PortOverride(port, endpointPort)),
                null,
                check,
                null,
                null,
                null,
                null,
                null);
    }

    private static Listener listener(String id, int port, EndpointGroup... groups) {
        return new Listener(
                new ListenerId(id),
                id,
                Protocol.UDP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of(groups));
    }

    final double dropped(String cause) {
        return registry.counter("sixlane.relay.datagrams.dropped", "cause", cause).count();
    }

    final double disconnects(String cause) {
        return registry.counter("sixlane.relay.disconnects", "cause", cause).count();
    }

    /** Returns when every accelerator was reconciled. */
    final void reconcile(AcceleratorRecord... records) {
        reconciler.reconcile(image(records));
        for (var record : records) {
            await().pollInterval(Duration.ofMillis(10))
                    .untilAsserted(
                            () ->
                                    assertThat(applied.get(record.id()))
                                            .extracting(Applied::revision)
                                            .isEqualTo(record.revision()));
        }
    }

    static Listener listener(String id, int port, int endpointPort) {
        return listener(id, port, endpointPort, ClientIp.OFF, null);
    }

    private static Listener listener(String id, int port, int endpointPort, int idleSeconds) {
        return listener(id, port, endpointPort, ClientIp.OFF, idleSeconds);
    }

    private static Listener listener(
            String id, int port, int endpointPort, ClientIp clientIp, @Nullable Integer idle) {
        return new Listener(
                new ListenerId(id),
                id,
                Protocol.UDP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of(group(port, endpointPort, clientIp)),
                null,
                idle,
                null,
                null);
    }

    private static EndpointGroup group(int port, int endpointPort, ClientIp clientIp) {
        var plain = Fixtures.group(port, endpointPort, Fixtures.endpoint("127.0.0.1", 255));
        return new EndpointGroup(
                plain.id(),
                plain.name(),
                plain.region(),
                plain.backendService(),
                false,
                plain.endpoints(),
                plain.portOverrides(),
                null,
                null,
                clientIp,
                null,
                null,
                null,
                null);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
