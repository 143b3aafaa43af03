package io.sixlane.relay.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.DisconnectCause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every forwarding path withstands rare uses of TCP, and too many connections at once. */
abstract class EnduranceConformance extends PathFixture {
    @Test
    void a_connection_that_carries_nothing_ends_like_any_other() throws Exception {
        try (var origin = new Origin(socket -> socket.getInputStream().readAllBytes().length);
                var relay = relay(origin);
                var client = relay.connect()) {
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(origin.outcome().get(5, TimeUnit.SECONDS)).isEqualTo(0);
            assertThat(relay.route.closed.get(5, TimeUnit.SECONDS))
                    .isEqualTo(DisconnectCause.FINISHED);
            assertThat(relay.route.bytesIn).hasValue(0);
            assertThat(relay.route.bytesOut).hasValue(0);
        }
    }

    /** Some systems drop the urgent byte itself, as the sender's own may; no other is lost. */
    @Test
    void urgent_data_delays_nothing() throws Exception {
        var half = bytes(1 << 20);
        try (var origin = new Origin(socket -> socket.getInputStream().readAllBytes());
                var relay = relay(origin);
                var client = relay.connect()) {
            client.getOutputStream().write(half);
            client.sendUrgentData('!');
            client.getOutputStream().write(half);
            client.sendUrgentData('!');
            client.getOutputStream().write(half);
            client.shutdownOutput();
            var received = (byte[]) origin.outcome().get(20, TimeUnit.SECONDS);
            assertThat(received).hasSizeBetween(3 * half.length, 3 * half.length + 2);
            assertThat(Arrays.equals(received, 0, half.length, half, 0, half.length)).isTrue();
            assertThat(
                            Arrays.equals(
                                    received,
                                    received.length - half.length,
                                    received.length,
                                    half,
                                    0,
                                    half.length))
                    .isTrue();
        }
    }

    @Test
    void both_sides_may_close_at_once() throws Exception {
        var both = Executors.newVirtualThreadPerTaskExecutor();
        try (both;
                var origin =
                        new Origin(
                                socket -> {
                                    socket.getOutputStream().write("from here".getBytes(UTF_8));
                                    socket.shutdownOutput();
                                    return socket.getInputStream().readAllBytes();
                                })) {
            var routes = new ArrayList<RecordingRoute>();
            for (var i = 0; i < 50; i++) {
                try (var relay = relay(origin);
                        var client = relay.connect()) {
                    client.getOutputStream().write("from there".getBytes(UTF_8));
                    client.shutdownOutput();
                    assertThat(client.getInputStream().readAllBytes())
                            .asString()
                            .isEqualTo("from here");
                    routes.add(relay.route);
                }
            }
            for (var route : routes) {
                assertThat(route.closed.get(5, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.FINISHED);
                assertThat(route.bytesIn).hasValue(10);
                assertThat(route.bytesOut).hasValue(9);
            }
        }
    }

    @Test
    void a_storm_over_the_limit_is_reset_and_those_within_it_are_served() throws Exception {
        var room = new AtomicInteger(40);
        var routes = new ArrayList<RecordingRoute>();
        try (var origin = Origin.echo();
                var socket =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> {
                                    if (room.getAndDecrement() <= 0) {
                                        return null;
                                    }
                                    var route = new RecordingRoute(origin.address());
                                    synchronized (routes) {
                                        routes.add(route);
                                    }
                                    return route;
                                })) {
            var outcomes = storm(socket.address().getPort(), 400);
            assertThat(outcomes.stream().filter("echo"::equals)).hasSize(40);
            assertThat(outcomes.stream().filter("reset"::equals)).hasSize(360);
            await().untilAsserted(
                            () -> assertThat(routes).allMatch(route -> route.closed.isDone()));
            room.set(1);
            assertThat(storm(socket.address().getPort(), 1)).containsExactly("echo");
        }
    }

    /** All connect, and none leaves before every one has its answer. */
    private static List<String> storm(int port, int clients) throws Exception {
        var answered = new CountDownLatch(clients);
        var outcomes = new ArrayList<CompletableFuture<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < clients; i++) {
                outcomes.add(
                        CompletableFuture.supplyAsync(() -> oneClient(port, answered), threads));
            }
        }
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    private static String oneClient(int port, CountDownLatch answered) {
        try (var client = new Socket()) {
            String outcome;
            try {
                client.connect(new InetSocketAddress(LOOPBACK, port), 10_000);
                client.setSoTimeout(10_000);
                client.getOutputStream().write('a');
                outcome = client.getInputStream().read() == 'a' ? "echo" : "end";
            } catch (SocketException _) {
                outcome = "reset";
            }
            answered.countDown();
            var _ = answered.await(10, TimeUnit.SECONDS);
            return outcome;
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }
}
