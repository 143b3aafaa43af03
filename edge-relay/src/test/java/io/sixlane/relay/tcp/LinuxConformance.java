package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.DisconnectCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Behavior beyond plain Java where the kernel is Linux. */
@Execution(ExecutionMode.CONCURRENT)
abstract class LinuxConformance extends PathFixture {
    /** Source: Linux Documentation/networking/proc_net_tcp.rst. */
    private static final String ESTABLISHED = "01";

    private static final String KEEPALIVE = "02";

    @Test
    void a_wildcard_socket_leaves_ipv4_alone() throws Exception {
        try (var socket =
                        path.bind(
                                new InetSocketAddress(InetAddress.ofLiteral("::"), 0),
                                (_, _) -> null);
                var beside =
                        new ServerSocket(
                                socket.address().getPort(),
                                1,
                                InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(beside.getLocalPort()).isEqualTo(socket.address().getPort());
        }
    }

    /** Although its sockets may share the port with each other. */
    @Test
    void a_port_that_another_path_has_is_taken() throws Exception {
        var other = path(settings(Duration.ofMinutes(1)));
        try (var mine = path.bind(new InetSocketAddress(LOOPBACK, 0), (_, _) -> null)) {
            assertThatThrownBy(() -> other.bind(mine.address(), (_, _) -> null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        } finally {
            other.close();
        }
    }

    /** Source of the address: RFC 3849, so it is nobody's. */
    @Test
    void an_address_this_host_lacks_can_be_bound_where_wanted() throws Exception {
        var address = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 0);
        assertThatThrownBy(() -> path.bind(address, (_, _) -> null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("assign");
        var free = path(settings(Duration.ofMinutes(1)).withFreeBind());
        try (var socket = free.bind(address, (_, _) -> null)) {
            assertThat(socket.address().getAddress()).isEqualTo(address.getAddress());
        } finally {
            free.close();
        }
    }

    /**
     * Both legs at once. Two seconds are set; without them the kernel would continue for a quarter
     * of an hour. The native path says so to the kernel after some seconds.
     */
    @Test
    void a_peer_that_falls_silent_ends_its_connection_after_the_user_timeout() throws Exception {
        path.close();
        path = path(settings(Duration.ofMinutes(15)).withUserTimeout(Duration.ofSeconds(2)));
        var silent = new CompletableFuture<Void>();
        try (var neighbour = new SilentNeighbour();
                var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write('b');
                                    silent.get();
                                    socket.getOutputStream().write('d');
                                    return socket.getInputStream().read();
                                });
                var far = neighbour.inside(() -> new ServerSocket(0, 9, neighbour.there()))) {
            var there = new RecordingRoute((InetSocketAddress) far.getLocalSocketAddress());
            var here = new RecordingRoute(origin.address());
            try (var near = new Relay(there);
                    var client = near.connect();
                    var endpoint = far.accept();
                    var bound =
                            path.bind(new InetSocketAddress(neighbour.here(), 0), (_, _) -> here);
                    var farClient =
                            neighbour.inside(
                                    () ->
                                            new Socket(
                                                    neighbour.here(), bound.address().getPort()))) {
                client.getOutputStream().write('a');
                assertThat(endpoint.getInputStream().read()).isEqualTo('a');
                assertThat(farClient.getInputStream().read()).isEqualTo('b');

                neighbour.fallSilent();
                var startNanos = System.nanoTime();
                client.getOutputStream().write('c');
                silent.complete(null);
                assertThat(there.closed.get(30, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.ENDPOINT_RESET);
                assertThat(here.closed.get(30, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.CLIENT_RESET);
                assertThat(System.nanoTime() - startNanos)
                        .isGreaterThan(TimeUnit.SECONDS.toNanos(1));
                assertReset(client);
            }
        }
    }

    @Test
    void both_sides_are_measured_while_open_and_at_the_end() throws Exception {
        try (var origin = Origin.echo();
                var relay = relay(origin);
                var client = relay.connect()) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            var connection = relay.route.opened.get(5, TimeUnit.SECONDS);
            connection.measure(relay.route::measured);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(relay.route.measurements).hasSize(1));
            client.shutdownOutput();
            relay.route.closed.get(5, TimeUnit.SECONDS);
            assertThat(relay.route.measurements)
                    .hasSize(2)
                    .allSatisfy(
                            legs ->
                                    assertThat(legs)
                                            .doesNotContainNull()
                                            .allSatisfy(
                                                    leg ->
                                                            assertThat(leg.rttMicros())
                                                                    .isPositive()));
        }
    }

    /** Within seconds: the native path spares short connections the calls. */
    @Test
    void both_sides_are_probed_while_silent() throws Exception {
        try (var origin = Origin.echo();
                var relay = relay(origin);
                var client = relay.connect()) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            var relayPort = relay.socket.address().getPort();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> {
                                assertThat(timer(1, relayPort)).isEqualTo(KEEPALIVE);
                                assertThat(timer(2, origin.port())).isEqualTo(KEEPALIVE);
                            });
        }
    }

    /**
     * @param side 1 for the local port, 2 for the remote one
     */
    private static String timer(int side, int port) throws IOException {
        // An IPv4 connection may be one of an IPv6 socket.
        try (var ipv6 = Files.lines(Path.of("/proc/net/tcp6"));
                var ipv4 = Files.lines(Path.of("/proc/net/tcp"))) {
            return Stream.concat(ipv6, ipv4)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row[side].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                    .filter(row -> row[3].equals(ESTABLISHED))
                    .map(row -> row[5].substring(0, 2))
                    .findFirst()
                    .orElse("none");
        }
    }

    /** The way to an endpoint breaks and comes back: routers say so, and the connection stays. */
    @Test
    void icmp_errors_end_no_open_connection() throws Exception {
        try (var neighbour = new SilentNeighbour()) {
            var beyond = neighbour.beyond();
            try (var server = neighbour.inside(() -> new ServerSocket(0, 9, beyond))) {
                Thread.startVirtualThread(() -> echo(server));
                icmpErrors(neighbour, (InetSocketAddress) server.getLocalSocketAddress());
            }
        }
    }

    private void icmpErrors(SilentNeighbour neighbour, InetSocketAddress endpoint)
            throws Exception {
        var route = new RecordingRoute(endpoint);
        try (var relay = new Relay(route);
                var client = relay.connect()) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            neighbour.loseWayBeyond();
            client.getOutputStream().write('b');
            var nowhere = destinationOf(route);
            try (var other = new Relay(new RecordingRoute(List.of(nowhere)));
                    var refused = other.connect()) {
                assertReset(refused);
                assertThat(nowhere.failures).containsExactly(ConnectFailure.UNREACHABLE);
            }
            neighbour.findWayBeyond();
            assertThat(client.getInputStream().read()).isEqualTo('b');
            assertThat(route.closed).isNotDone();
        }
    }

    private static RecordingDestination destinationOf(RecordingRoute route) {
        return new RecordingDestination(route.destinations().getFirst().address());
    }

    private static void echo(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException _) {
            // the test is over
        }
    }

    @Test
    void a_path_that_cannot_adopt_sockets_accepts_no_connection_from_them() throws Exception {
        var next = path(settings(Duration.ofMinutes(1)));
        try (var origin = Origin.echo();
                var first =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            var copies = first.descriptors().stream().map(Descriptors::duplicate).toList();
            var withBad = new ArrayList<>(copies);
            withBad.add(1_000_000); // not open
            assertThatThrownBy(() -> next.adopt(withBad, (_, _) -> null))
                    .isInstanceOf(Exception.class);
            for (var i = 0; i < 20; i++) {
                try (var client = new Socket(LOOPBACK, first.address().getPort())) {
                    client.setSoTimeout(5_000);
                    client.getOutputStream().write('b');
                    assertThat(client.getInputStream().read()).isEqualTo('b');
                }
            }
        } finally {
            next.close();
        }
    }

    @Test
    void a_listening_socket_is_handed_from_one_path_to_another() throws Exception {
        var next = path(settings(Duration.ofMinutes(1)));
        try (var origin = Origin.echo();
                var first = relay(origin);
                var old = first.connect()) {
            old.getOutputStream().write('a');
            assertThat(old.getInputStream().read()).isEqualTo('a');
            var route = new RecordingRoute(origin.address());
            var copies = first.socket.descriptors().stream().map(Descriptors::duplicate).toList();
            assertThat(copies).isNotEmpty();
            try (var adopted = next.adopt(copies, (_, _) -> route)) {
                assertThat(adopted.address()).isEqualTo(first.socket.address());
                first.socket.close();
                try (var client = first.connect()) {
                    client.getOutputStream().write('b');
                    assertThat(client.getInputStream().read()).isEqualTo('b');
                    assertThat(route.opened).isCompleted();
                }
                old.getOutputStream().write('c');
                assertThat(old.getInputStream().read()).isEqualTo('c');
            }
        } finally {
            next.close();
        }
    }
}
