package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.Needs;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of the configuration of listeners, on a forwarding path under test. */
@Timeout(60)
abstract class ReconcilerConformance {
    private static final String LOOPBACK = "::1";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RelayMeters meters = new RelayMeters(registry);
    private final Map<AcceleratorId, Applied> applied = new ConcurrentHashMap<>();
    private final TcpPath path =
            path(new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 2));
    private final UdpPath datagrams =
            new PortableUdpPath(new UdpSettings(Duration.ofMinutes(1), 1, 100), (_, _) -> {});
    private ListenerReconciler reconciler = reconciler("::1/128");

    abstract TcpPath path(TcpSettings settings);

    private record Applied(long revision, List<ApplyFailure> failures) {}

    @AfterEach
    void close() {
        reconciler.close();
        path.close();
        datagrams.close();
    }

    @Test
    void binds_forwards_and_reports_it() throws IOException {
        try (var origin = Origin.greeting("hello")) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 3, LOOPBACK, 10, listener("lsr-1", port, origin.port())));
            assertThat(applied.get(new AcceleratorId("ga-1"))).isEqualTo(new Applied(3, List.of()));
            assertThat(ask(LOOPBACK, port)).isEqualTo("hello");
            assertThat(reconciler.listeners()).isEqualTo(1);
        }
    }

    @Test
    void refuses_one_connection_over_the_limit_until_one_ends() throws Exception {
        try (var origin = Origin.greeting("hello")) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 1, LOOPBACK, 2, listener("lsr-1", port, origin.port())));
            try (var first = connect(LOOPBACK, port);
                    var second = connect(LOOPBACK, port)) {
                assertThat(read(first) + read(second)).isEqualTo("hellohello");
                assertTurnedAway(LOOPBACK, port);
                await().untilAsserted(() -> assertThat(disconnects("over_limit")).isEqualTo(1));
                first.close();
                await().untilAsserted(() -> assertThat(meters.connectionsActive()).isEqualTo(1));
                assertThat(ask(LOOPBACK, port)).isEqualTo("hello");
            }
        }
    }

    @Test
    void counts_the_open_connections_of_each_listener() throws Exception {
        try (var origin = Origin.echo()) {
            var quiet = FreePorts.next();
            var busy = FreePorts.next();
            var busier = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener("lsr-1", quiet, origin.port()),
                            listener("lsr-2", busy, origin.port()),
                            listener("lsr-3", busier, origin.port())));
            try (var first = connect(LOOPBACK, busier);
                    var second = connect(LOOPBACK, busier);
                    var third = connect(LOOPBACK, busy)) {
                echo(first, 'a');
                echo(second, 'b');
                echo(third, 'c');
                assertThat(reconciler.connections(9))
                        .extracting(open -> open.listenerId().text(), open -> open.connections())
                        .containsExactly(tuple("lsr-3", 2), tuple("lsr-2", 1));
                assertThat(reconciler.connections(1)).hasSize(1);
            }
            await().untilAsserted(() -> assertThat(reconciler.connections(9)).isEmpty());
        }
    }

    @Test
    void a_retarget_keeps_connections_and_sends_later_ones_to_the_new_endpoint()
            throws IOException {
        try (var before = Origin.echo();
                var after = Origin.greeting("after")) {
            var port = FreePorts.next();
            reconcile(accelerator("ga-1", 1, LOOPBACK, 9, listener("lsr-1", port, before.port())));
            try (var client = connect(LOOPBACK, port)) {
                echo(client, 'a');
                reconcile(
                        accelerator("ga-1", 2, LOOPBACK, 9, listener("lsr-1", port, after.port())));
                assertThat(ask(LOOPBACK, port)).isEqualTo("after");
                echo(client, 'b');
            }
        }
    }

    @Test
    void connections_to_a_removed_endpoint_drain_unless_it_comes_back() throws IOException {
        try (var gone = Origin.echo();
                var back = Origin.echo();
                var other = Origin.echo()) {
            var port = FreePorts.next();
            var second = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener("lsr-1", port, gone.port()),
                            listener("lsr-2", second, back.port())));
            try (var leaving = connect(LOOPBACK, port);
                    var staying = connect(LOOPBACK, second)) {
                echo(leaving, 'a');
                echo(staying, 'b');
                reconcile(
                        accelerator(
                                "ga-1",
                                2,
                                LOOPBACK,
                                9,
                                listener("lsr-1", port, other.port()),
                                listener("lsr-2", second, other.port())));
                reconcile(
                        accelerator(
                                "ga-1",
                                3,
                                LOOPBACK,
                                9,
                                listener("lsr-1", port, other.port()),
                                listener("lsr-2", second, back.port())));
                echo(leaving, 'c');
                assertReset(leaving); // after the drain timeout of 1 s
                await().untilAsserted(() -> assertThat(disconnects("drained")).isEqualTo(1));
                echo(staying, 'd');
            }
        }
    }

    @Test
    void an_endpoint_that_drains_keeps_its_connections_and_counts_them() throws IOException {
        try (var draining = Origin.echo();
                var active = Origin.greeting("active")) {
            var port = FreePorts.next();
            reconcile(oneAddress(1, port, draining, EndpointState.ACTIVE, null));
            try (var client = connect(LOOPBACK, port)) {
                echo(client, 'a');
                reconcile(oneAddress(2, port, draining, EndpointState.DRAINING, active));
                for (var i = 0; i < 4; i++) {
                    assertThat(ask(LOOPBACK, port)).isEqualTo("active");
                }
                echo(client, 'b');
                assertThat(left()).containsExactly(1);
            }
            await().untilAsserted(() -> assertThat(left()).containsExactly(0));
            assertThat(disconnects("drained")).isZero();
        }
    }

    private List<Integer> left() {
        return reconciler
                .endpointHealth()
                .getOrDefault(new AcceleratorId("ga-1"), List.of())
                .stream()
                .map(EndpointHealth::connections)
                .toList();
    }

    @Test
    void connections_to_a_removed_endpoint_drain_as_long_as_its_group_wants() throws IOException {
        try (var gone = Origin.echo();
                var other = Origin.greeting("other")) {
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            Fixtures.listener(
                                    "lsr-1",
                                    port,
                                    Fixtures.group(
                                            60,
                                            Fixtures.endpointAt(
                                                    gone.port(), EndpointState.ACTIVE)))));
            try (var client = connect(LOOPBACK, port)) {
                echo(client, 'a');
                reconcile(
                        accelerator(
                                "ga-1",
                                2,
                                LOOPBACK,
                                9,
                                Fixtures.listener(
                                        "lsr-1",
                                        port,
                                        Fixtures.group(
                                                0,
                                                Fixtures.endpointAt(
                                                        other.port(), EndpointState.ACTIVE)))));
                assertThat(ask(LOOPBACK, port)).isEqualTo("other");
                assertReset(client);
            }
        }
    }

    /** Two servers of 127.0.0.1, or one. */
    private static AcceleratorImage oneAddress(
            long revision, int port, Origin first, EndpointState state, @Nullable Origin second) {
        var endpoints =
                Stream.concat(
                                Stream.of(Fixtures.endpointAt(first.port(), state)),
                                Stream.ofNullable(second)
                                        .map(
                                                one ->
                                                        Fixtures.endpointAt(
                                                                one.port(), EndpointState.ACTIVE)))
                        .toArray(Endpoint[]::new);
        return accelerator(
                "ga-1",
                revision,
                LOOPBACK,
                9,
                Fixtures.listener("lsr-1", port, Fixtures.group(null, endpoints)));
    }

    @Test
    void a_removed_listener_drains_while_others_serve() throws IOException {
        try (var origin = Origin.echo();
                var other = Origin.greeting("other")) {
            var port = FreePorts.next();
            var otherPort = FreePorts.next();
            var others =
                    accelerator("ga-2", 1, LOOPBACK, 9, listener("lsr-2", otherPort, other.port()));
            reconcile(
                    accelerator("ga-1", 1, LOOPBACK, 9, listener("lsr-1", port, origin.port())),
                    others);
            try (var client = connect(LOOPBACK, port)) {
                echo(client, 'a');
                reconcile(
                        new AcceleratorRemoved(
                                new AcceleratorId("ga-1"), 2, "0".repeat(64), Instant.EPOCH),
                        others);
                assertThat(requireNonNull(applied.get(new AcceleratorId("ga-1"))).revision())
                        .isEqualTo(2);
                assertThatThrownBy(() -> connect(LOOPBACK, port))
                        .isInstanceOf(ConnectException.class);
                echo(client, 'b');
                assertThat(ask(LOOPBACK, otherPort)).isEqualTo("other");
                assertReset(client); // after the drain timeout of 1 s
                await().untilAsserted(() -> assertThat(disconnects("drained")).isEqualTo(1));
            }
        }
    }

    @Test
    void two_listeners_swap_their_ports_in_one_update() throws IOException {
        try (var a = Origin.greeting("a");
                var b = Origin.greeting("b")) {
            var one = FreePorts.next();
            var two = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener("lsr-1", one, a.port()),
                            listener("lsr-2", two, b.port())));
            assertThat(ask(LOOPBACK, one) + ask(LOOPBACK, two)).isEqualTo("ab");
            reconcile(
                    accelerator(
                            "ga-1",
                            2,
                            LOOPBACK,
                            9,
                            listener("lsr-1", two, a.port()),
                            listener("lsr-2", one, b.port())));
            assertThat(ask(LOOPBACK, one) + ask(LOOPBACK, two)).isEqualTo("ba");
        }
    }

    @Test
    void a_port_released_by_one_accelerator_is_taken_by_another_in_the_same_update()
            throws IOException {
        try (var a = Origin.greeting("a");
                var b = Origin.greeting("b")) {
            var contested = FreePorts.next();
            var other = FreePorts.next();
            reconcile(
                    accelerator("ga-1", 1, LOOPBACK, 9, listener("lsr-1", contested, a.port())),
                    accelerator("ga-2", 1, LOOPBACK, 9, listener("lsr-2", other, b.port())));
            assertThat(ask(LOOPBACK, contested) + ask(LOOPBACK, other)).isEqualTo("ab");
            var free = FreePorts.next();
            reconcile(
                    accelerator("ga-1", 2, LOOPBACK, 9, listener("lsr-1", free, a.port())),
                    accelerator("ga-2", 2, LOOPBACK, 9, listener("lsr-2", contested, b.port())));
            assertThat(ask(LOOPBACK, free) + ask(LOOPBACK, contested)).isEqualTo("ab");
            assertThatThrownBy(() -> connect(LOOPBACK, other)).isInstanceOf(ConnectException.class);
            assertThat(applied.values()).extracting(Applied::failures).containsOnly(List.of());
        }
    }

    /** Back and forth, faster than any of it can be reconciled. */
    @Test
    void a_configuration_that_flaps_ends_in_its_last_state() throws IOException {
        try (var a = Origin.greeting("a");
                var b = Origin.greeting("b")) {
            var one = FreePorts.next();
            var two = FreePorts.next();
            for (var revision = 1; revision < 200; revision++) {
                reconciler.reconcile(
                        image(
                                revision % 3 == 0
                                        ? accelerator("ga-1", revision, LOOPBACK, 9)
                                        : accelerator(
                                                "ga-1",
                                                revision,
                                                LOOPBACK,
                                                9,
                                                listener(
                                                        "lsr-1",
                                                        revision % 2 == 0 ? one : two,
                                                        b.port()))));
            }
            reconcile(accelerator("ga-1", 200, LOOPBACK, 9, listener("lsr-1", one, a.port())));
            assertThat(applied.get(new AcceleratorId("ga-1")))
                    .isEqualTo(new Applied(200, List.of()));
            assertThat(reconciler.listeners()).isEqualTo(1);
            assertThat(ask(LOOPBACK, one)).isEqualTo("a");
            assertThatThrownBy(() -> connect(LOOPBACK, two)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_failed_bind_is_reported_blocks_no_other_and_recovers_by_itself() throws IOException {
        try (var origin = Origin.greeting("hello");
                var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            LOOPBACK,
                            9,
                            listener("lsr-1", taken.getLocalPort(), origin.port()),
                            listener("lsr-2", port, origin.port())));
            assertThat(requireNonNull(applied.get(new AcceleratorId("ga-1"))).failures())
                    .containsExactly(
                            new ApplyFailure(
                                    new ListenerId("lsr-1"),
                                    "cannot bind [0:0:0:0:0:0:0:1]:%s: Address already in use"
                                            .formatted(taken.getLocalPort())));
            assertThat(ask(LOOPBACK, port)).isEqualTo("hello");

            var healed = taken.getLocalPort();
            taken.close();
            await().untilAsserted(
                            () ->
                                    assertThat(applied.get(new AcceleratorId("ga-1")))
                                            .isEqualTo(new Applied(1, List.of())));
            assertThat(ask(LOOPBACK, healed)).isEqualTo("hello");
        }
    }

    @Test
    void a_prefix_pool_gives_every_accelerator_its_own_address_on_one_socket() throws Exception {
        var prefix = "fd6c:7465:7374::/64";
        Needs.that(
                route("replace", prefix),
                "routes of its own",
                "run as root, with iproute2 installed");
        try (var one = Origin.greeting("one");
                var two = Origin.greeting("two")) {
            reconciler.close();
            reconciler = reconciler(prefix);
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1", 1, "fd6c:7465:7374::1", 9, listener("lsr-1", port, one.port())),
                    accelerator(
                            "ga-2",
                            1,
                            "fd6c:7465:7374::2",
                            9,
                            listener("lsr-2", port, two.port())));
            assertThat(ask("fd6c:7465:7374::1", port)).isEqualTo("one");
            assertThat(ask("fd6c:7465:7374::2", port)).isEqualTo("two");
            assertTurnedAway("fd6c:7465:7374::3", port);
            await().untilAsserted(() -> assertThat(disconnects("unknown_address")).isEqualTo(1));
        } finally {
            route("del", prefix);
        }
    }

    @Test
    void relays_that_bind_each_address_share_a_host_with_a_port() throws Exception {
        var mine = "fd6c:7465:7376::/64";
        var others = "fd6c:7465:7377::/64";
        Needs.that(
                route("replace", mine) && route("replace", others),
                "routes of its own",
                "run as root, with iproute2 installed");
        reconciler.close();
        var settings =
                new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1)
                        .withFreeBind();
        try (var paths = path(settings);
                var one = Origin.greeting("one");
                var two = Origin.greeting("two");
                var neighbour = reconciler(paths, Fixtures.settingOfEachApart(others, meters))) {
            reconciler = reconciler(paths, Fixtures.settingOfEachApart(mine, meters));
            var port = FreePorts.next();
            reconcile(
                    accelerator(
                            "ga-1",
                            1,
                            "fd6c:7465:7376::1",
                            9,
                            listener("lsr-1", port, one.port())));
            neighbour.reconcile(
                    image(
                            accelerator(
                                    "ga-2",
                                    1,
                                    "fd6c:7465:7377::1",
                                    9,
                                    listener("lsr-2", port, two.port()))));
            await().untilAsserted(
                            () ->
                                    assertThat(applied.get(new AcceleratorId("ga-2")))
                                            .isEqualTo(new Applied(1, List.of())));
            assertThat(ask("fd6c:7465:7376::1", port)).isEqualTo("one");
            assertThat(ask("fd6c:7465:7377::1", port)).isEqualTo("two");
        } finally {
            route("del", mine);
            route("del", others);
        }
    }

    private ListenerReconciler reconciler(String pool) {
        return reconciler(path, Fixtures.setting(pool, meters));
    }

    private ListenerReconciler reconciler(TcpPath tcp, ServedPort.Setting setting) {
        return new ListenerReconciler(
                tcp,
                datagrams,
                InheritedSockets.NONE,
                setting,
                (record, failures) ->
                        applied.put(record.id(), new Applied(record.revision(), failures)),
                Clock.systemUTC());
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

    private double disconnects(String cause) {
        return registry.counter("sixlane.relay.disconnects", "cause", cause).count();
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

    private static void echo(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        assertThat(client.getInputStream().read()).isEqualTo(value);
    }

    private static void assertReset(Socket client) {
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** The reset may arrive while the client still connects. */
    private static void assertTurnedAway(String address, int port) {
        assertThatThrownBy(
                        () -> {
                            try (var client = connect(address, port)) {
                                client.getInputStream().read();
                            }
                        })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** Reads the answer to a client that sends FIN at once. */
    private static String ask(String address, int port) throws IOException {
        try (var client = connect(address, port)) {
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String read(Socket client) throws IOException {
        return new String(client.getInputStream().readNBytes(5), UTF_8);
    }

    private static Socket connect(String address, int port) throws IOException {
        var client = new Socket();
        client.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), 5_000);
        client.setSoTimeout(10_000);
        return client;
    }
}
