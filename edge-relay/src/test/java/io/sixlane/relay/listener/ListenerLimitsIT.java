package io.sixlane.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clients that a listener admits, over real sockets. */
class ListenerLimitsIT {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RelayMeters meters = new RelayMeters(registry);
    private final LiveRelays relays = new LiveRelays("relay-1", Fixtures.REGION);
    private final AtomicLong applied = new AtomicLong();
    private final TcpPath tcp =
            new PortableTcpPath(
                    new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
    private final UdpPath udp =
            new PortableUdpPath(
                    new UdpSettings(Duration.ofMinutes(1), 1, 100), meters::datagramsDropped);
    private final ListenerReconciler reconciler =
            new ListenerReconciler(
                    tcp,
                    udp,
                    InheritedSockets.NONE,
                    Fixtures.setting("::1/128", relays, meters),
                    (record, _) -> applied.set(record.revision()),
                    Clock.systemUTC());

    private ServerSocket origin;
    private int port;

    @BeforeEach
    void start() throws IOException {
        origin = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
        port = FreePorts.next();
    }

    /** Sends back what comes. */
    private void serve() {
        while (!origin.isClosed()) {
            try {
                var client = origin.accept();
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (client) {
                                        client.getInputStream()
                                                .transferTo(client.getOutputStream());
                                    } catch (IOException _) {
                                        // The client is gone.
                                    }
                                });
            } catch (IOException _) {
                return;
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        reconciler.close();
        tcp.close();
        udp.close();
        origin.close();
    }

    @Test
    void a_denied_client_is_reset_and_let_in_again_when_the_list_changes() throws IOException {
        apply(1, List.of(new AccessList(AccessList.Kind.DENY, List.of("::1/128"))), null, 10);
        assertRefused("access_list");

        apply(2, null, null, 10);

        try (var client = connect()) {
            assertEchoes(client);
        }
    }

    @Test
    void a_client_over_its_own_limit_is_refused_though_the_accelerator_has_room()
            throws IOException {
        apply(1, null, new ListenerLimits(null, null, 1, null, null), 10);
        try (var first = connect()) {
            assertEchoes(first);
            assertRefused("client_connections");
        }
        await().untilAsserted(
                        () -> {
                            try (var next = connect()) {
                                assertEchoes(next);
                            }
                        });
    }

    @Test
    void a_client_that_connects_too_often_is_refused() throws IOException {
        apply(1, null, new ListenerLimits(null, null, null, 1, null), 10);
        try (var first = connect()) {
            assertEchoes(first);
        }
        assertRefused("client_rate");
    }

    @Test
    void an_accelerators_limit_is_shared_with_the_relays_that_live() throws IOException {
        apply(1, null, null, 2);
        relays.received(
                new Heartbeat(
                        "relay-2",
                        Fixtures.REGION,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "portable",
                        1,
                        1,
                        0,
                        "KAFKA",
                        List.of(),
                        List.of(),
                        null),
                0);
        reconciler.shareLimits();
        apply(2, null, null, 2); // returns when the reconciling thread has done both

        try (var first = connect()) {
            assertEchoes(first);
            assertRefused("over_limit");
        }
    }

    /** 1 Mbit/s and a burst of 50 ms: 300,000 bytes cannot pass in less than 2.3 s. */
    @Test
    void bytes_go_no_faster_than_the_listeners_bandwidth() throws IOException {
        apply(1, null, new ListenerLimits(1, null, null, null, null), 10);
        var payload = new byte[300_000];
        var startNanos = System.nanoTime();
        try (var client = connect()) {
            var sending =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            client.getOutputStream().write(payload);
                                            client.shutdownOutput();
                                        } catch (IOException _) {
                                            // Seen by the reader.
                                        }
                                    });
            assertThat(client.getInputStream().readAllBytes()).hasSize(payload.length);
            sending.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isGreaterThan(Duration.ofMillis(2_300));
    }

    private void apply(
            long revision,
            @Nullable List<AccessList> accessLists,
            @Nullable ListenerLimits limits,
            int maxConnections) {
        var plain = Fixtures.listener("lsr-1", port, origin.getLocalPort());
        var listener =
                new Listener(
                        plain.id(),
                        plain.name(),
                        plain.protocol(),
                        plain.ports(),
                        plain.clientAffinity(),
                        plain.endpointGroups(),
                        null,
                        null,
                        accessLists,
                        limits);
        reconciler.reconcile(
                Fixtures.image(
                        Fixtures.accelerator("ga-1", revision, "::1", maxConnections, listener)));
        await().pollInterval(Duration.ofMillis(10)).until(() -> applied.get() == revision);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("::1"), port);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void assertEchoes(Socket client) throws IOException {
        client.getOutputStream().write(42);
        assertThat(client.getInputStream().read()).isEqualTo(42);
    }

    private void assertRefused(String cause) {
        assertThatThrownBy(
                        () -> {
                            try (var client = connect()) {
                                client.getOutputStream().write(42);
                                if (client.getInputStream().read() < 0) {
                                    throw new IOException("ended");
                                }
                            }
                        })
                .isInstanceOf(IOException.class);
        await().untilAsserted(
                        () ->
                                assertThat(
                                                registry.counter(
                                                                "sixlane.relay.disconnects",
                                                                "cause",
                                                                cause)
                                                        .count())
                                        .isPositive());
    }
}
