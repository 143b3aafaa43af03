package io.sixlane.relay.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.BoundSocket;
import io.sixlane.relay.forward.ConnectFailure;
import io.sixlane.relay.forward.Direction;
import io.sixlane.relay.forward.DisconnectCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How every forwarding path asks and tells its route. */
@Execution(ExecutionMode.CONCURRENT)
abstract class RouteConformance extends PathFixture {
    @Test
    void every_attempt_is_reported_and_the_successful_one_with_its_addresses() throws Exception {
        var peer = new CompletableFuture<InetSocketAddress>();
        try (var origin =
                new Origin(
                        socket -> {
                            peer.complete((InetSocketAddress) socket.getRemoteSocketAddress());
                            socket.getOutputStream().write('a');
                            return socket.getInputStream().read();
                        })) {
            var unresolved =
                    new RecordingDestination(
                            CompletableFuture.failedFuture(new UnknownHostException("gone")));
            var refused = destination(refusing());
            var reached = destination(origin.address());
            var spare = destination(origin.address());
            try (var relay =
                            new Relay(
                                    new RecordingRoute(
                                            List.of(unresolved, refused, reached, spare)));
                    var client = relay.connect()) {
                assertThat(client.getInputStream().read()).isEqualTo('a');
                assertThat(unresolved.failures).containsExactly(ConnectFailure.UNRESOLVED);
                assertThat(refused.failures).containsExactly(ConnectFailure.REFUSED);
                assertThat(reached.failures).isEmpty();
                assertThat(reached.connected.get(5, TimeUnit.SECONDS))
                        .containsExactly(peer.get(5, TimeUnit.SECONDS), origin.address());
                assertThat(spare.connected).isNotDone();
            }
        }
    }

    @Test
    void an_endpoint_that_does_not_answer_times_out_and_one_without_a_route_is_unreachable()
            throws Exception {
        path.close();
        path = path(new TcpSettings(Duration.ofMillis(300), Duration.ofMinutes(1), 64 << 10, 1));
        try (var full = new FullBacklog()) {
            var silent = destination(full.address());
            // TCP has no route to a multicast address, wherever the host stands.
            var nowhere = destination(new InetSocketAddress(InetAddress.ofLiteral("224.0.0.1"), 9));
            try (var relay = new Relay(new RecordingRoute(List.of(silent, nowhere)));
                    var client = relay.connect()) {
                assertReset(client);
                assertThat(silent.failures).containsExactly(ConnectFailure.TIMED_OUT);
                assertThat(nowhere.failures).containsExactly(ConnectFailure.UNREACHABLE);
                assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.NO_ENDPOINT);
            }
        }
    }

    @Test
    void a_name_that_is_never_resolved_costs_one_connect_timeout() throws Exception {
        path.close();
        path = path(new TcpSettings(Duration.ofMillis(300), Duration.ofMinutes(1), 64 << 10, 1));
        try (var origin = Origin.greeting("hello")) {
            var late = new CompletableFuture<InetSocketAddress>();
            var never = new RecordingDestination(late);
            var next = destination(origin.address());
            try (var relay = new Relay(new RecordingRoute(List.of(never, next)));
                    var client = relay.connect()) {
                assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
                assertThat(never.failures).containsExactly(ConnectFailure.UNRESOLVED);
                late.complete(origin.address());
                assertThat(never.connected).isNotDone();
            }
            try (var relay =
                            new Relay(
                                    new RecordingRoute(
                                            List.of(
                                                    new RecordingDestination(
                                                            new CompletableFuture<>()))));
                    var client = relay.connect()) {
                assertReset(client);
                assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.NO_ENDPOINT);
            }
        }
    }

    @Test
    void a_route_that_throws_at_any_step_is_closed_once() throws Exception {
        try (var origin = Origin.echo()) {
            for (var step : RecordingRoute.Step.values()) {
                var route = new RecordingRoute(origin.address());
                route.throwsAt = step;
                try (var relay = new Relay(route);
                        var client = relay.connect()) {
                    assertThatThrownBy(
                                    () -> {
                                        client.getOutputStream().write('a');
                                        client.getInputStream().readAllBytes();
                                    })
                            .as(step.toString())
                            .isInstanceOf(SocketException.class);
                    assertThat(route.closed.get(5, TimeUnit.SECONDS))
                            .as(step.toString())
                            .isEqualTo(DisconnectCause.STOPPED);
                }
            }
            try (var relay = relay(origin);
                    var client = relay.connect()) {
                client.getOutputStream().write('a');
                assertThat(client.getInputStream().read()).isEqualTo('a');
            }
        }
    }

    @Test
    void a_route_that_throws_does_not_leave_the_client_waiting() throws Exception {
        try (var origin = Origin.echo()) {
            var throwsAtFailure =
                    new RecordingDestination(
                            CompletableFuture.failedFuture(new UnknownHostException("gone"))) {
                        @Override
                        public void failed(ConnectFailure cause) {
                            throw new IllegalStateException("for the test");
                        }
                    };
            var throwsWhenConnected =
                    new RecordingDestination(
                            CompletableFuture.completedFuture(origin.address()),
                            (_, _) -> {
                                throw new IllegalStateException("for the test");
                            });
            for (var destination : List.of(throwsAtFailure, throwsWhenConnected)) {
                try (var relay = new Relay(new RecordingRoute(List.of(destination)));
                        var client = relay.connect()) {
                    assertReset(client);
                    assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                            .isEqualTo(DisconnectCause.STOPPED);
                }
            }
        }
    }

    @Test
    void a_preface_comes_before_the_clients_bytes_and_is_not_counted_as_theirs() throws Exception {
        try (var origin =
                new Origin(
                        socket -> {
                            var header = socket.getInputStream().readNBytes(9);
                            socket.getOutputStream().write(header);
                            return socket.getInputStream().readAllBytes();
                        })) {
            var refused = destination(refusing());
            var reached = prefaced(origin, "attempt 2".getBytes(UTF_8));
            try (var relay = new Relay(new RecordingRoute(List.of(refused, reached)));
                    var client = relay.connect()) {
                // The endpoint has it although the client has said nothing yet.
                assertThat(client.getInputStream().readNBytes(9)).asString().isEqualTo("attempt 2");
                client.getOutputStream().write("request".getBytes(UTF_8));
                client.shutdownOutput();
                assertThat(origin.outcome().get(5, TimeUnit.SECONDS))
                        .isEqualTo("request".getBytes(UTF_8));
                relay.route.closed.get(5, TimeUnit.SECONDS);
                assertThat(relay.route.bytesIn).hasValue(7);
            }
        }
    }

    @Test
    void a_preface_receives_both_addresses_of_the_client() throws Exception {
        try (var origin = new Origin(socket -> socket.getInputStream().readAllBytes())) {
            var destination =
                    new RecordingDestination(
                            CompletableFuture.completedFuture(origin.address()),
                            (client, accelerated) ->
                                    (client.getPort() + " " + accelerated.getPort())
                                            .getBytes(UTF_8));
            try (var relay = new Relay(new RecordingRoute(List.of(destination)));
                    var client = relay.connect()) {
                client.shutdownOutput();
                assertThat(origin.outcome().get(5, TimeUnit.SECONDS))
                        .isEqualTo(
                                (client.getLocalPort() + " " + client.getPort()).getBytes(UTF_8));
            }
        }
    }

    /** In bytes. */
    static final int LARGEST_PREFACE = 16 << 20;

    int largestPreface() {
        return LARGEST_PREFACE;
    }

    @Test
    void a_preface_larger_than_every_buffer_goes_out_before_the_clients_bytes() throws Exception {
        var preface = bytes(largestPreface());
        var output = new CompletableFuture<String>();
        try (var origin =
                new Origin(
                        socket -> {
                            output.get();
                            return socket.getInputStream().readAllBytes();
                        })) {
            try (var relay = new Relay(new RecordingRoute(List.of(prefaced(origin, preface))));
                    var client = relay.connect()) {
                client.getOutputStream().write("after".getBytes(UTF_8));
                client.shutdownOutput();
                output.complete("all");
                var received = (byte[]) origin.outcome().get(20, TimeUnit.SECONDS);
                assertThat(received).hasSize(preface.length + 5);
                assertThat(Arrays.equals(received, 0, preface.length, preface, 0, preface.length))
                        .isTrue();
            }
        }
    }

    @Test
    void a_budget_is_kept_to_the_byte_and_the_rest_follows_in_order() throws Exception {
        var upload = bytes(3 << 20);
        var written = new AtomicLong();
        var received = new AtomicLong();
        try (var origin =
                new Origin(
                        socket -> {
                            var all = new byte[upload.length];
                            for (var at = 0; at < all.length; ) {
                                var read = socket.getInputStream().read(all, at, all.length - at);
                                at += read;
                                received.addAndGet(read);
                            }
                            assertThat(socket.getInputStream().read()).isEqualTo(-1);
                            return all;
                        })) {
            var route = new RecordingRoute(origin.address());
            var budget = new CountedBudget(1_234_567, 100_000);
            route.budgets.put(Direction.IN, budget);
            try (var relay = new Relay(route);
                    var client = relay.connect()) {
                var writer =
                        Thread.startVirtualThread(
                                () -> {
                                    try {
                                        write(client.getOutputStream(), upload, written);
                                        client.shutdownOutput();
                                    } catch (IOException e) {
                                        throw new AssertionError(e);
                                    }
                                });
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(received).hasValue(1_234_567));
                assertThat(route.bytesIn).hasValue(1_234_567);
                budget.credit.set(1);
                await().untilAsserted(() -> assertThat(received).hasValue(1_234_568));
                budget.credit.set(Long.MAX_VALUE >> 1);
                assertThat(origin.outcome().get(20, TimeUnit.SECONDS)).isEqualTo(upload);
                writer.join();
                assertThat(budget.granted).hasValue(upload.length);
                assertThat(route.closed.get(5, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.FINISHED);
            }
        }
    }

    @Test
    void a_source_whose_budget_is_spent_is_not_read() throws Exception {
        var written = new AtomicLong();
        try (var origin =
                new Origin(
                        socket -> {
                            write(socket.getOutputStream(), 256L << 20, written);
                            return "written";
                        })) {
            var route = new RecordingRoute(origin.address());
            route.budgets.put(Direction.OUT, new CountedBudget(100, 100));
            try (var relay = new Relay(route);
                    var client = relay.connect()) {
                assertThat(client.getInputStream().readNBytes(100)).hasSize(100);
                awaitStill(written);
                assertThat(written.get()).isLessThan(32 << 20);
                assertThat(route.bytesOut).hasValue(100);
                // The other direction is free, and a reset is noticed.
                client.getOutputStream().write('a');
                await().untilAsserted(() -> assertThat(route.bytesIn).hasValue(1));
                client.setSoLinger(true, 0);
                client.close();
                assertThat(route.closed.get(5, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.CLIENT_RESET);
            }
        }
    }

    @Test
    void a_fin_waits_for_the_bytes_that_wait_for_their_budget() throws Exception {
        try (var origin = new Origin(socket -> socket.getInputStream().readAllBytes().length)) {
            var route = new RecordingRoute(origin.address());
            var budget = new CountedBudget(10, 7);
            route.budgets.put(Direction.IN, budget);
            try (var relay = new Relay(route);
                    var client = relay.connect()) {
                client.getOutputStream().write(new byte[5000]);
                client.shutdownOutput();
                await().untilAsserted(() -> assertThat(route.bytesIn).hasValue(10));
                assertThat(origin.outcome()).isNotDone();
                budget.credit.set(1 << 20);
                assertThat(origin.outcome().get(10, TimeUnit.SECONDS)).isEqualTo(5000);
            }
        }
    }

    @Test
    void a_released_port_can_be_bound_again_while_old_connections_live() throws Exception {
        try (var origin = Origin.echo();
                var relay = relay(origin);
                var old = relay.connect()) {
            old.getOutputStream().write('a');
            assertThat(old.getInputStream().read()).isEqualTo('a');
            relay.socket.close();
            var route = new RecordingRoute(origin.address());
            try (var again = bindAgain(relay.socket.address(), route);
                    var client = relay.connect()) {
                client.getOutputStream().write('b');
                assertThat(client.getInputStream().read()).isEqualTo('b');
                assertThat(route.opened).isCompleted();
                assertThat(again.address()).isEqualTo(relay.socket.address());
                old.getOutputStream().write('c');
                assertThat(old.getInputStream().read()).isEqualTo('c');
            }
        }
    }

    /** NIO gives a port back at its selector's next turn. */
    private BoundSocket bindAgain(InetSocketAddress address, RecordingRoute route) {
        var bound = new AtomicReference<@Nullable BoundSocket>();
        await().ignoreExceptions()
                .until(
                        () -> {
                            bound.set(path.bind(address, (_, _) -> route));
                            return true;
                        });
        return Objects.requireNonNull(bound.get());
    }

    @Test
    void a_route_may_have_its_own_idle_timeout() throws Exception {
        try (var origin = Origin.greeting("hello")) {
            var route = new RecordingRoute(origin.address());
            route.idleTimeout = Duration.ofMillis(200);
            try (var relay = new Relay(route);
                    var client = relay.connect()) {
                assertReset(client);
                assertThat(route.closed.get(5, TimeUnit.SECONDS)).isEqualTo(DisconnectCause.IDLE);
            }
        }
    }

    @Test
    void a_half_closed_connection_has_a_shorter_idle_timeout() throws Exception {
        path.close();
        path =
                path(
                        new TcpSettings(
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(5),
                                Duration.ofMillis(200),
                                TcpSettings.Keepalive.DEFAULT,
                                TcpSettings.USER_TIMEOUT,
                                64 << 10,
                                1));
        var end = new CompletableFuture<String>();
        try (var origin = new Origin(_ -> end.get());
                var relay = relay(origin);
                var client = relay.connect()) {
            client.shutdownOutput();
            assertReset(client);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS)).isEqualTo(DisconnectCause.IDLE);
            end.complete("over");
        }
    }

    private static RecordingDestination destination(InetSocketAddress address) {
        return new RecordingDestination(CompletableFuture.completedFuture(address));
    }

    private static RecordingDestination prefaced(Origin origin, byte[] preface) {
        return new RecordingDestination(
                CompletableFuture.completedFuture(origin.address()), (_, _) -> preface);
    }

    /** A port whose accept queue is full, so that the kernel ignores further SYNs. */
    private static final class FullBacklog implements AutoCloseable {
        private final ServerSocket server = new ServerSocket();
        private final List<Socket> queued = List.of(new Socket(), new Socket(), new Socket());

        FullBacklog() throws IOException {
            server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);
            for (var socket : queued) {
                try {
                    socket.connect(address(), 100);
                } catch (IOException _) {
                    return; // full
                }
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) server.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            for (var socket : queued) {
                socket.close();
            }
            server.close();
        }
    }
}
