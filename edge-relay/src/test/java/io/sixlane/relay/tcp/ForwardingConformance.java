package io.sixlane.relay.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.DisconnectCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How every forwarding path moves bytes, FINs and resets. A path is held to it by a subclass. */
@Execution(ExecutionMode.CONCURRENT)
abstract class ForwardingConformance extends PathFixture {
    private static final int TAIL = 24 << 20;

    /**
     * Kernel buffers of up to four connections (two lanes), which receive up to 32 MiB each where
     * tcp_rmem allows it, and what the path holds; far less than is offered.
     */
    private static final long BOUND = 128 << 20;

    private static final long OFFERED = 256 << 20;

    @Test
    void a_clients_fin_passes_and_the_answer_still_comes() throws Exception {
        try (var origin =
                        new Origin(
                                socket -> {
                                    var request = socket.getInputStream().readAllBytes();
                                    socket.getOutputStream().write("answer".getBytes(UTF_8));
                                    return new String(request, UTF_8);
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            client.getOutputStream().write("request".getBytes(UTF_8));
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answer");
            assertThat(origin.outcome().get(5, TimeUnit.SECONDS)).isEqualTo("request");
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.FINISHED);
            assertThat(relay.route.bytesIn).hasValue(7);
            assertThat(relay.route.bytesOut).hasValue(6);
            assertThat(relay.route.connectNanos.get()).isPositive();
            assertThat(relay.route.firstByteNanos.get())
                    .isGreaterThan(relay.route.connectNanos.get());
        }
    }

    @Test
    void an_endpoints_fin_passes_and_the_request_still_goes_on() throws Exception {
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write("hello".getBytes(UTF_8));
                                    socket.shutdownOutput();
                                    return socket.getInputStream().readAllBytes().length;
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("hello");
            client.getOutputStream().write(new byte[1 << 20]);
            client.shutdownOutput();
            assertThat(origin.outcome().get(10, TimeUnit.SECONDS)).isEqualTo(1 << 20);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.FINISHED);
        }
    }

    @Test
    void a_24_mb_tail_arrives_whole_at_a_slow_client_that_has_sent_fin() throws Exception {
        var tail = bytes(TAIL);
        var written = new AtomicLong();
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getInputStream().readAllBytes();
                                    write(socket.getOutputStream(), tail, written);
                                    return "written";
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            client.shutdownOutput();
            awaitStill(written);
            var received = new byte[TAIL];
            // Starts and stops: reading continues only when the origin is stuck again.
            for (var from = 0; from < TAIL; from += TAIL / 4) {
                var length = Math.min(TAIL / 4, TAIL - from);
                assertThat(client.getInputStream().readNBytes(received, from, length))
                        .isEqualTo(length);
                awaitStill(written);
            }
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(Arrays.equals(received, tail)).isTrue();
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.FINISHED);
        }
    }

    @Test
    void a_24_mb_upload_arrives_whole_at_a_slow_endpoint_that_has_sent_fin() throws Exception {
        var upload = bytes(TAIL);
        var written = new AtomicLong();
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.shutdownOutput();
                                    awaitStill(written);
                                    return socket.getInputStream().readAllBytes();
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            write(client.getOutputStream(), upload, written);
            client.shutdownOutput();
            assertThat(origin.outcome().get(20, TimeUnit.SECONDS)).isEqualTo(upload);
        }
    }

    @Test
    void an_endpoints_reset_arrives_as_a_reset() throws Exception {
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write('a');
                                    socket.getInputStream().read();
                                    socket.setSoLinger(true, 0);
                                    return "reset";
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            assertThat(client.getInputStream().read()).isEqualTo('a');
            client.getOutputStream().write('b');
            assertReset(client);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.ENDPOINT_RESET);
        }
    }

    @Test
    void an_endpoints_reset_arrives_as_a_reset_after_the_clients_fin() throws Exception {
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getInputStream().readAllBytes();
                                    socket.setSoLinger(true, 0);
                                    return "reset";
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            client.shutdownOutput();
            assertReset(client);
        }
    }

    @Test
    void a_clients_reset_arrives_as_a_reset() throws Exception {
        try (var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write('a');
                                    return socket.getInputStream().readAllBytes();
                                });
                var relay = relay(origin);
                var client = relay.connect()) {
            assertThat(client.getInputStream().read()).isEqualTo('a');
            client.setSoLinger(true, 0);
            client.close();
            assertThat(origin.outcome().get(5, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            SocketException.class,
                            e -> assertThat(e).hasMessageContaining("reset"));
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.CLIENT_RESET);
        }
    }

    @Test
    void a_client_that_does_not_read_stops_the_endpoint() throws Exception {
        var written = new AtomicLong();
        try (var origin =
                        new Origin(
                                socket -> {
                                    write(socket.getOutputStream(), OFFERED, written);
                                    return "written";
                                });
                var relay = relay(origin);
                var _ = relay.connect()) {
            awaitStill(written);
            assertThat(written.get()).isPositive().isLessThan(BOUND);
            assertThat(relay.route.bytesOut.get()).isLessThan(BOUND);
        }
    }

    @Test
    void an_endpoint_that_does_not_read_stops_the_client() throws Exception {
        var written = new AtomicLong();
        var end = new CompletableFuture<String>();
        try (var origin = new Origin(_ -> end.get());
                var relay = relay(origin);
                var client = relay.connect()) {
            var writer =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    write(client.getOutputStream(), OFFERED, written);
                                } catch (IOException _) {
                                    // the test is over
                                }
                            });
            awaitStill(written);
            assertThat(written.get()).isPositive().isLessThan(BOUND);
            end.complete("over");
            client.close();
            writer.join();
        }
    }

    @Test
    void single_bytes_come_back_in_order() throws Exception {
        try (var origin = Origin.echo();
                var relay = relay(origin);
                var client = relay.connect()) {
            client.setTcpNoDelay(true);
            for (var i = 0; i < 2000; i++) {
                client.getOutputStream().write(i & 0xff);
                assertThat(client.getInputStream().read()).isEqualTo(i & 0xff);
            }
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void the_next_endpoint_is_tried_when_one_refuses_or_has_no_address() throws Exception {
        try (var origin = Origin.greeting("second")) {
            var route =
                    new RecordingRoute(
                            List.of(
                                    () ->
                                            CompletableFuture.failedFuture(
                                                    new UnknownHostException("gone.example")),
                                    () -> CompletableFuture.completedFuture(refusing()),
                                    () -> CompletableFuture.completedFuture(origin.address())));
            try (var relay = new Relay(route);
                    var client = relay.connect()) {
                assertThat(client.getInputStream().readNBytes(6)).asString().isEqualTo("second");
            }
        }
    }

    @Test
    void a_client_is_reset_when_no_endpoint_can_be_reached() throws Exception {
        try (var relay = new Relay(new RecordingRoute(refusing(), refusing()));
                var client = relay.connect()) {
            assertReset(client);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.NO_ENDPOINT);
        }
    }

    @Test
    void a_client_that_is_not_admitted_is_reset() throws Exception {
        try (var socket = path.bind(new InetSocketAddress(LOOPBACK, 0), (_, _) -> null)) {
            assertThatThrownBy( // the reset may arrive while the client still connects
                            () -> {
                                try (var client =
                                        new Socket(LOOPBACK, socket.address().getPort())) {
                                    client.setSoTimeout(10_000);
                                    client.getInputStream().read();
                                }
                            })
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void admission_sees_both_addresses() throws Exception {
        var seen = new CompletableFuture<List<InetSocketAddress>>();
        try (var socket =
                        path.bind(
                                new InetSocketAddress(InetAddress.ofLiteral("::"), 0),
                                (local, client) -> {
                                    seen.complete(List.of(local, client));
                                    return null;
                                });
                var client = new Socket(LOOPBACK, socket.address().getPort())) {
            assertThat(seen.get(5, TimeUnit.SECONDS))
                    .containsExactly(
                            new InetSocketAddress(LOOPBACK, client.getPort()),
                            new InetSocketAddress(LOOPBACK, client.getLocalPort()));
        }
    }

    @Test
    void a_closed_socket_refuses_while_its_connections_go_on() throws Exception {
        try (var origin = Origin.echo();
                var relay = relay(origin);
                var client = relay.connect()) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('a');
            relay.socket.close();
            await() // NIO gives the port back at its selector's next turn
                    .untilAsserted(
                            () ->
                                    assertThatThrownBy(() -> relay.connect().close())
                                            .isInstanceOf(ConnectException.class));
            client.getOutputStream().write('b');
            assertThat(client.getInputStream().read()).isEqualTo('b');
            relay.route.opened.join().reset(DisconnectCause.DRAINED);
            assertReset(client);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.DRAINED);
        }
    }

    @Test
    void an_idle_connection_is_reset() throws Exception {
        path.close();
        path = path(settings(Duration.ofMillis(300)));
        try (var origin = Origin.greeting("hello");
                var relay = relay(origin);
                var client = relay.connect()) {
            assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
            assertReset(client);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS)).isEqualTo(DisconnectCause.IDLE);
        }
    }

    @Test
    void a_taken_port_is_explained_in_words() throws Exception {
        try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
            assertThatThrownBy(
                            () ->
                                    path.bind(
                                            new InetSocketAddress(LOOPBACK, taken.getLocalPort()),
                                            (_, _) -> null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
    }
}
