package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.group;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.LinuxUdpPath;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Listeners whose endpoints lead back to them, where the policy lets them. */
@Timeout(60)
class LoopIT {
    @Nested
    class Portable extends Loops {
        @Override
        TcpPath path(TcpSettings settings) {
            return new PortableTcpPath(settings);
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class Native extends Loops {
        @Override
        TcpPath path(TcpSettings settings) {
            try {
                return new NativeTcpPath(settings);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

/** The same on both forwarding paths. */
abstract class Loops {
    private static final InetAddress HERE = InetAddress.ofLiteral("::1");
    private static final int MOST_FROM_HOST = 100;

    private final AtomicLong applied = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RelayMeters meters = new RelayMeters(registry);
    private final TcpPath tcp =
            path(new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
    private final UdpSettings settings = new UdpSettings(Duration.ofSeconds(1), 1, 10_000);
    private final UdpPath udp =
            LinuxUdpPath.isAvailable()
                    ? new LinuxUdpPath(settings, meters::datagramsDropped)
                    : new PortableUdpPath(settings, meters::datagramsDropped);
    private final ListenerReconciler reconciler =
            new ListenerReconciler(
                    tcp,
                    udp,
                    InheritedSockets.NONE,
                    Fixtures.withMostFromHost(Fixtures.setting("::1/128", meters), MOST_FROM_HOST),
                    (record, _) -> applied.set(record.revision()),
                    Clock.systemUTC());

    abstract TcpPath path(TcpSettings settings);

    @AfterEach
    void close() {
        reconciler.close();
        tcp.close();
        udp.close();
    }

    @Test
    void a_listener_that_is_its_own_endpoint_ends_a_connection_after_some_hops()
            throws IOException {
        var port = FreePorts.next();
        apply(listener("lsr-1", port, group(port, port, endpoint("::1", 100))));
        assertEnds(port);
        assertThat(connections()).isLessThan(10);
    }

    @Test
    void two_listeners_that_are_each_others_endpoint_end_a_connection_after_some_hops()
            throws IOException {
        var one = FreePorts.next();
        var other = FreePorts.next();
        apply(
                listener("lsr-1", one, group(one, other, endpoint("::1", 100))),
                listener("lsr-2", other, group(other, one, endpoint("::1", 100))));
        assertEnds(one);
        assertThat(connections()).isLessThan(10);
    }

    @Test
    void a_chain_of_listeners_that_ends_at_an_origin_works() throws IOException {
        try (var origin = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            var one = FreePorts.next();
            var other = FreePorts.next();
            apply(
                    listener("lsr-1", one, group(one, other, endpoint("::1", 100))),
                    listener("lsr-2", other, origin.getLocalPort()));
            try (var client = new Socket(HERE, one)) {
                client.getOutputStream().write('x');
                try (var accepted = origin.accept()) {
                    assertThat(accepted.getInputStream().read()).isEqualTo('x');
                }
            }
        }
    }

    @Test
    void a_datagram_to_a_listener_that_is_its_own_endpoint_ends_after_some_hops()
            throws IOException {
        var port = FreePorts.next();
        apply(udp(listener("lsr-1", port, group(port, port, endpoint("::1", 100)))));
        try (var client = new DatagramClient("::1", port)) {
            client.send("round".getBytes(UTF_8));
            await().until(() -> refused() > 0);
            assertThat(connections()).isLessThan(10);
        }
    }

    @Test
    void a_loop_through_a_forwarder_on_this_host_is_bounded() throws IOException {
        var port = FreePorts.next();
        var accepted = new AtomicInteger();
        try (var forwarder = new ServerSocket(0, 2_000, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> forward(forwarder, port, accepted));
            apply(listener("lsr-1", port, forwarder.getLocalPort()));
            assertEnds(port);
            await().until(() -> refused() > 0);
            assertThat(accepted.get()).isLessThanOrEqualTo(MOST_FROM_HOST);
            await().until(() -> active() == 0);
        }
    }

    private static void forward(ServerSocket from, int port, AtomicInteger accepted) {
        while (!from.isClosed()) {
            try {
                var client = from.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> copyBothWays(client, port));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void copyBothWays(Socket client, int port) {
        try (client;
                var onward = new Socket(HERE, port)) {
            var back = Thread.ofVirtual().start(() -> copy(onward, client));
            copy(client, onward);
            back.join();
        } catch (IOException _) {
            // refused: the loop has ended
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // reset
        } finally {
            try {
                from.close();
                to.close();
            } catch (IOException _) {
                // closed already
            }
        }
    }

    private static void assertEnds(int port) throws IOException {
        try (var client = new Socket()) {
            int read;
            try {
                client.connect(new InetSocketAddress(HERE, port), 2_000);
                client.setSoTimeout(20_000);
                client.getOutputStream().write('x');
                read = client.getInputStream().read();
            } catch (ConnectException e) {
                throw e; // no listener
            } catch (SocketException _) {
                read = -1; // reset, perhaps before connect returns
            }
            assertThat(read).isEqualTo(-1);
        }
    }

    /** Connections and sessions that are or were open. */
    private double connections() {
        return active()
                + registry.find("sixlane.relay.disconnects").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum();
    }

    private double active() {
        return registry.get("sixlane.relay.connections.active").gauge().value();
    }

    private double refused() {
        var refused =
                registry.find("sixlane.relay.disconnects")
                        .tag("cause", "client_connections")
                        .counter();
        return refused == null ? 0 : refused.count();
    }

    private void apply(Listener... listeners) {
        reconciler.reconcile(image(accelerator("ga-1", 1, "::1", 5_000, listeners)));
        await().until(() -> applied.get() == 1);
    }

    private static Listener udp(Listener listener) {
        return new Listener(
                listener.id(),
                listener.name(),
                Protocol.UDP,
                listener.ports(),
                listener.clientAffinity(),
                listener.endpointGroups());
    }
}
