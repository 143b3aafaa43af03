package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.ClientIp;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.relay.Needs;
import io.sixlane.relay.proxyprotocol.DecodedHeader;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.DatagramOrigin;
import io.sixlane.relay.udp.LinuxUdpPath;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** What the log says of UDP listeners, as clients and endpoints see it. */
@Timeout(60)
class DatagramListenerIT {
    private static final String LOOPBACK = "::1";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RelayMeters meters = new RelayMeters(registry);
    private final Map<AcceleratorId, Applied> applied = new ConcurrentHashMap<>();
    private final TcpPath tcp =
            new PortableTcpPath(
                    new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
    private final UdpSettings settings = new UdpSettings(Duration.ofMinutes(1), 2, 1_000);
    private final UdpPath udp =
            LinuxUdpPath.isAvailable()
                    ? new LinuxUdpPath(settings, meters::datagramsDropped)
                    : new PortableUdpPath(settings, meters::datagramsDropped);
    private ListenerReconciler reconciler = reconciler("::1/128");

    private record Applied(long revision, List<ApplyFailure> failures) {}

    @AfterEach
    void close() {
        reconciler.close();
        tcp.close();
        udp.close();
    }

    @Test
    void forwards_both_ways_and_says_so() throws IOException {
        try (var origin = DatagramOrigin.echo()) {
            var port = freePort();
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
            var port = freePort();
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
            var port = freePort();
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
            var port = freePort();
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
    void a_retarget_keeps_sessions_and_sends_later_ones_to_the_new_endpoint() throws IOException {
        try (var before = DatagramOrigin.echo();
                var after = DatagramOrigin.answering(_ -> bytes("after"))) {
            var port = freePort();
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
            var port = freePort();
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
            var port = freePort();
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
            var port = freePort();
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
                        var said = bytes(revision + "." + i);
                        assertThat(one.ask(said)).isEqualTo(said);
                        assertThat(two.ask(said)).isEqualTo(said);
                    }
                }
                assertThat(Stream.of(origin, other).flatMap(o -> o.senders().stream()).distinct())
                        .hasSize(2);
                assertThat(origin.received().size() + other.received().size()).isEqualTo(800);
            }
        }
    }

    /** 10 Mbit/s of the accelerator's region, shared by sessions that send three times as much. */
    @Test
    void datagrams_go_no_faster_than_the_regions_bandwidth() throws IOException {
        try (var origin = DatagramOrigin.answering(_ -> new byte[0])) {
            var port = freePort();
            reconcile(accelerator("ga-1", 1, LOOPBACK, 99, listener("lsr-1", port, origin.port())));
            var payload = new byte[1_250];
            var startNanos = System.nanoTime();
            try (var one = new DatagramClient(LOOPBACK, port);
                    var two = new DatagramClient(LOOPBACK, port)) {
                for (var pair = 0; pair < 1_500; pair++) {
                    one.send(payload);
                    two.send(payload);
                    var due = startNanos + pair * 666_666L;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                }
            }
            await().until(() -> origin.received().size() + dropped("over_rate") == 3_000);
            var allowed = 1_000 * (System.nanoTime() - startNanos) / 1e9;
            assertThat(origin.received().size()).isBetween(900, (int) allowed + 71);
        }
    }

    /** On a host without the route the IPv4 twin in LinuxUdpIT says the same of a socket. */
    @Test
    void a_prefix_pool_gives_every_accelerator_its_own_address_on_one_socket() throws Exception {
        var prefix = "fd6c:7465:7375::/64";
        Needs.that(
                udp.knowsDestination() && route("replace", prefix),
                "routes of its own",
                "run as root on Linux, with iproute2 installed");
        try (var one = DatagramOrigin.answering(_ -> bytes("one"));
                var two = DatagramOrigin.answering(_ -> bytes("two"))) {
            reconciler.close();
            reconciler = reconciler(prefix);
            var port = freePort();
            reconcile(
                    accelerator(
                            "ga-1", 1, "fd6c:7465:7375::1", 9, listener("lsr-1", port, one.port())),
                    accelerator(
                            "ga-2",
                            1,
                            "fd6c:7465:7375::2",
                            9,
                            listener("lsr-2", port, two.port())));
            try (var first = new DatagramClient("fd6c:7465:7375::1", port);
                    var second = new DatagramClient("fd6c:7465:7375::2", port);
                    var stranger = new DatagramClient("fd6c:7465:7375::3", port)) {
                assertThat(first.ask(bytes("?"))).isEqualTo(bytes("one"));
                assertThat(second.ask(bytes("?"))).isEqualTo(bytes("two"));
                stranger.send(bytes("?"));
                await().untilAsserted(
                                () -> assertThat(disconnects("unknown_address")).isEqualTo(1));
            }
        } finally {
            route("del", prefix);
        }
    }

    @Test
    void endpoints_get_the_simple_header_and_clients_do_not() throws IOException {
        try (var origin = DatagramOrigin.echo()) {
            var port = freePort();
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

    private ListenerReconciler reconciler(String pool) {
        return new ListenerReconciler(
                tcp,
                udp,
                InheritedSockets.NONE,
                Fixtures.setting(pool, meters),
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
            var port = freePort();
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

    private double dropped(String cause) {
        return registry.counter("sixlane.relay.datagrams.dropped", "cause", cause).count();
    }

    private double disconnects(String cause) {
        return registry.counter("sixlane.relay.disconnects", "cause", cause).count();
    }

    /** Returns when every accelerator was reconciled. */
    private void reconcile(AcceleratorRecord... records) {
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

    private static boolean route(String what, String prefix) throws Exception {
        try {
            var ip =
                    new ProcessBuilder("ip", "-6", "route", what, "local", prefix, "dev", "lo")
                            .redirectErrorStream(true)
                            .start();
            return ip.waitFor(5, TimeUnit.SECONDS) && ip.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static Listener listener(String id, int port, int endpointPort) {
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
                null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Free for both protocols. */
    private static int freePort() throws IOException {
        while (true) {
            try (var stream = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
                var port = stream.getLocalPort();
                try (var _ = new DatagramSocket(port, InetAddress.ofLiteral(LOOPBACK))) {
                    return port;
                } catch (BindException _) {
                    // taken for UDP: another one
                }
            }
        }
    }
}
