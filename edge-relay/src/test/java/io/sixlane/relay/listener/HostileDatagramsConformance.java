package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.DatagramOrigin;
import io.sixlane.relay.udp.DropObserver;
import io.sixlane.relay.udp.SegmentingClient;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * One tenant under every attack with datagrams at once, and the traffic of another one on the same
 * relay meanwhile: it may lose a tenth of its rate and none of its sessions.
 */
@Timeout(60)
@Isolated("it floods")
abstract class HostileDatagramsConformance {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
    private static final int CLIENTS = 4;
    private static final long EVERY_NANOS = 5_000_000;
    private static final int ROUNDS = 800;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RelayMeters meters = new RelayMeters(registry);
    private final PortableTcpPath tcp =
            new PortableTcpPath(
                    new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
    private final UdpPath udp =
            path(new UdpSettings(Duration.ofMinutes(1), 2, 10_000), meters::datagramsDropped);
    private final ListenerReconciler reconciler =
            new ListenerReconciler(
                    tcp,
                    udp,
                    InheritedSockets.NONE,
                    Fixtures.setting("::1/128", meters),
                    (_, _) -> {},
                    Clock.systemUTC());
    private final AtomicBoolean stopped = new AtomicBoolean();
    private int attacked;
    private int attackedClosed;
    private int served;

    abstract UdpPath path(UdpSettings settings, DropObserver drops);

    @AfterEach
    void close() {
        reconciler.close();
        tcp.close();
        udp.close();
    }

    @Test
    void another_tenant_keeps_its_rate_and_its_sessions() throws Exception {
        attacked = FreePorts.next();
        attackedClosed = FreePorts.next();
        served = FreePorts.next();
        var closed = FreePorts.next();
        try (var silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                var origin = DatagramOrigin.echo();
                var stream = Origin.echo();
                var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            serve(silent.getLocalPort(), closed, origin.port(), stream.port());
            try (var connection = new Socket(LOOPBACK, served)) {
                echo(connection);
                for (var attack : attacks()) {
                    var _ =
                            threads.submit(
                                    () -> {
                                        while (!stopped.get()) {
                                            attack.call();
                                        }
                                        return true;
                                    });
                }
                var answered = new ArrayList<Future<Integer>>();
                for (var i = 0; i < CLIENTS; i++) {
                    answered.add(threads.submit(this::ask));
                }
                for (var client : answered) {
                    assertThat(client.get()).isGreaterThanOrEqualTo(ROUNDS * 9 / 10);
                }
                echo(connection);
            } finally {
                stopped.set(true);
            }
            assertThat(origin.senders().stream().distinct()).hasSize(CLIENTS);
            assertThat(attackers()).isGreaterThan(100);
            assertThat(
                            registry.counter("sixlane.relay.datagrams.dropped", "cause", "failed")
                                    .count())
                    .isZero();
        }
    }

    private void serve(int silent, int closed, int datagrams, int stream) {
        reconciler.reconcile(
                image(
                        accelerator(
                                "ga-1",
                                1,
                                "::1",
                                1_000_000,
                                listener("lsr-1", attacked, silent),
                                listener("lsr-2", attackedClosed, closed)),
                        accelerator(
                                "ga-2",
                                1,
                                "::1",
                                1_000_000,
                                listener("lsr-3", served, datagrams),
                                Fixtures.listener("lsr-4", served, stream))));
        await().until(() -> reconciler.listeners() == 4);
    }

    /** Returns how many of its datagrams were answered in time. */
    private int ask() throws IOException {
        var answered = 0;
        try (var client = new DatagramClient("::1", served)) {
            var due = System.nanoTime();
            for (var round = 0; round < ROUNDS; round++) {
                client.send(new byte[] {(byte) round});
                answered += isAnswered(client, (byte) round) ? 1 : 0;
                due += EVERY_NANOS;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
        return answered;
    }

    /** Passes over late answers of earlier rounds. */
    private static boolean isAnswered(DatagramClient client, byte round) throws IOException {
        try {
            while (client.receive(100)[0] != round) {
                // a late one
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false; // lost
        }
    }

    private List<Callable<Boolean>> attacks() {
        return List.of(
                // Every datagram from another source.
                () -> {
                    try (var client = new DatagramClient("::1", attacked)) {
                        client.send(new byte[] {1});
                    }
                    return true;
                },
                // Clients that are gone, and endpoints that refuse: ICMP errors from both sides.
                () -> {
                    try (var client = new DatagramClient("::1", attackedClosed)) {
                        client.send(new byte[] {1});
                    }
                    return true;
                },
                () -> {
                    var accelerated = new InetSocketAddress(LOOPBACK, attacked);
                    try (var empty = new SegmentingClient(accelerated);
                            var huge = new DatagramClient(accelerated)) {
                        for (var i = 0; i < 200; i++) {
                            empty.send(1, 0, 0);
                            huge.send(new byte[65_507]);
                            empty.send(60, 1, 1);
                        }
                    }
                    return true;
                });
    }

    private double attackers() {
        return registry.find("sixlane.relay.disconnects").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Free for both protocols. */
    private static void echo(Socket connection) throws IOException {
        connection.setSoTimeout(5_000);
        connection.getOutputStream().write('a');
        assertThat(connection.getInputStream().read()).isEqualTo('a');
    }

    private static Listener listener(String id, int port, int endpointPort) {
        return new Listener(
                new ListenerId(id),
                id,
                Protocol.UDP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of(Fixtures.group(port, endpointPort, Fixtures.endpoint("127.0.0.1", 255))));
    }
}
