package io.sixlane.relay.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.relay.forward.DisconnectCause;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Flows that may go directly do so when the relay on their way does not take them. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LaneFailureIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private LanePath path;

    @BeforeEach
    void open() throws Exception {
        open(PathFixture.settings(Duration.ofMinutes(1)));
    }

    private void open(TcpSettings settings) throws IOException {
        path =
                new LanePath(
                        1,
                        List.of(List.of(LanePath.id(1)), List.of()),
                        settings,
                        NativeTcpPath::new,
                        _ -> null);
    }

    @AfterEach
    void close() {
        path.close();
    }

    @Test
    void a_dead_relay_fails_no_new_flow() throws Exception {
        try (var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            for (var i = 0; i < 20; i++) {
                echo(bound.address());
            }
            assertThat(path.counts.flows).hasValue(40); // at both ends
            path.path(1).close();
            for (var i = 0; i < 200; i++) {
                echo(bound.address());
            }
            await().untilAsserted(() -> assertThat(path.counts.open).hasValue(0));
        }
    }

    @Test
    void bytes_sent_before_a_refusal_reach_the_endpoint_with_the_fin() throws Exception {
        path.refuses = true;
        var request = PathFixture.bytes(5_000);
        try (var origin =
                        new Origin(
                                socket -> {
                                    var sent = socket.getInputStream().readAllBytes();
                                    socket.getOutputStream().write(sent);
                                    return sent.length;
                                });
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            for (var i = 0; i < 50; i++) {
                try (var client = new Socket(LOOPBACK, bound.address().getPort())) {
                    client.setSoTimeout(5_000);
                    client.getOutputStream().write(request);
                    client.shutdownOutput();
                    assertThat(client.getInputStream().readAllBytes()).isEqualTo(request);
                }
            }
            assertThat(path.counts.flows).hasValue(100);
            assertThat(path.counts.opened.get()).isLessThan(40);
        }
    }

    /** A listener whose queue is full takes no further connection, as behind a cut link. */
    @Test
    void a_flow_takes_the_next_way_when_a_lane_does_not_connect() throws Exception {
        try (var full = new ServerSocket(0, 1, LOOPBACK);
                var first = new Socket(LOOPBACK, full.getLocalPort());
                var second = new Socket(LOOPBACK, full.getLocalPort());
                var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            path.misdirect(1, (InetSocketAddress) full.getLocalSocketAddress());
            var startNanos = System.nanoTime();
            echo(bound.address());
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(2));
        }
    }

    /** On one event loop: others may leave the link after the first has. */
    @Test
    void a_link_that_is_down_takes_no_new_flow_and_keeps_those_that_are_open() throws Exception {
        path.close();
        open(new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
        try (var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()));
                var client = new Socket(LOOPBACK, bound.address().getPort())) {
            echo(client);
            long startNanos;
            int reused;
            int flows;
            do { // a busy host may take longer than the second in which no lane is opened
                startNanos = leaveLink();
                reused = path.counts.reused.get();
                flows = path.counts.flows.get();
                for (var i = 0; i < 10; i++) {
                    echo(bound.address());
                }
            } while (System.nanoTime() - startNanos > TimeUnit.MILLISECONDS.toNanos(800));
            assertThat(path.counts.reused).hasValue(reused);
            assertThat(path.counts.flows.get() - flows).isLessThanOrEqualTo(10);
            echo(client);
        }
    }

    /** Closes all lanes but the one with a flow; returns when that began. */
    private long leaveLink() {
        var open = path.counts.open;
        await().untilAsserted(() -> assertThat(open).hasValueGreaterThan(2));
        var startNanos = System.nanoTime();
        path.path(0).leave(LanePath.id(1));
        // One lane, counted at both ends.
        await().untilAsserted(() -> assertThat(open).hasValue(2));
        return startNanos;
    }

    @Test
    void a_lane_that_takes_nothing_is_left() throws Exception {
        try (var neighbour = new SilentNeighbour();
                var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()))) {
            path.move(1, neighbour);
            echo(bound.address());
            assertThat(path.counts.flows).hasValue(2);
            neighbour.fallSilent();
            var startNanos = System.nanoTime();
            echo(bound.address());
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(2));
        }
    }

    @Test
    void a_flow_ends_with_the_relay_that_carries_it() throws Exception {
        try (var origin = Origin.echo()) {
            var route = new RecordingRoute(origin.address());
            try (var bound = path.bind(new InetSocketAddress(LOOPBACK, 0), (_, _) -> route);
                    var client = new Socket(LOOPBACK, bound.address().getPort())) {
                echo(client);
                path.path(1).close();
                PathFixture.assertReset(client);
                assertThat(route.closed.get(5, TimeUnit.SECONDS))
                        .isEqualTo(DisconnectCause.ENDPOINT_RESET);
            }
        }
    }

    @Test
    void a_draining_relay_finishes_its_flows_and_accepts_no_other() throws Exception {
        try (var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()));
                var client = new Socket(LOOPBACK, bound.address().getPort())) {
            echo(client);
            path.listening(1).close();
            path.path(1).drainLanes();
            for (var i = 0; i < 50; i++) {
                echo(bound.address());
            }
            echo(client);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            await().untilAsserted(() -> assertThat(path.counts.open).hasValue(0));
        }
    }

    @Test
    void a_draining_ingress_finishes_the_flows_it_handed_on() throws Exception {
        try (var origin = Origin.echo();
                var bound =
                        path.bind(
                                new InetSocketAddress(LOOPBACK, 0),
                                (_, _) -> new RecordingRoute(origin.address()));
                var client = new Socket(LOOPBACK, bound.address().getPort())) {
            echo(client);
            path.path(0).drainLanes();
            echo(client);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            await().untilAsserted(() -> assertThat(path.counts.open).hasValue(0));
        }
    }

    private static void echo(InetSocketAddress address) throws Exception {
        try (var client = new Socket(LOOPBACK, address.getPort())) {
            echo(client);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void echo(Socket client) throws Exception {
        client.setSoTimeout(5_000);
        client.getOutputStream().write('a');
        assertThat(client.getInputStream().read()).isEqualTo('a');
    }
}
