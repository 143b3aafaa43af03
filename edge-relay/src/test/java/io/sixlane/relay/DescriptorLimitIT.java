package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.group;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.tcp.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A relay whose process may have 2,048 descriptors, and one accelerator whose clients would take
 * all of them, over UDP and over TCP: another accelerator is served meanwhile.
 */
@Timeout(180)
class DescriptorLimitIT {
    private static final int DESCRIPTORS = 2_048;
    private static final int SOURCES = 3_000;
    private static final int CONNECTIONS = 2_500;
    private static final Duration WATCHED = Duration.ofSeconds(4);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
    private static final Pattern REFUSED_OVER_SHARE =
            Pattern.compile("(?i)over_share[^\n]*} [1-9]");

    private final List<Closeable> clients = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"native", "portable"})
    void another_accelerator_is_served(String path, @TempDir Path folder) throws Exception {
        var http = FreePorts.next();
        var greedyTcp = FreePorts.next();
        var greedyUdp = FreePorts.next();
        var modestTcp = FreePorts.next();
        var modestUdp = FreePorts.next();
        try (var origin = Origin.greeting("hello");
                var silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                var echo = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.startVirtualThread(() -> echo(echo));
            LoneRelay.save(
                    folder,
                    accelerator(
                            "ga-greedy",
                            1,
                            "::1",
                            100_000,
                            listener("lsr-greedytcp", greedyTcp, origin.port()),
                            datagrams("lsr-greedyudp", greedyUdp, silent.getLocalPort())),
                    accelerator(
                            "ga-modest",
                            1,
                            "::1",
                            100_000,
                            listener("lsr-modesttcp", modestTcp, origin.port()),
                            datagrams("lsr-modestudp", modestUdp, echo.getLocalPort())));
            try (var relay = LoneRelay.limited(DESCRIPTORS, folder, http, path)) {
                relay.awaitLine("Started RelayApplication");
                for (var name : List.of("greedytcp", "greedyudp", "modesttcp", "modestudp")) {
                    relay.awaitLine("lsr-" + name);
                }
                asksAll(modestTcp, modestUdp, Duration.ZERO);

                for (var i = 0; i < SOURCES; i++) {
                    var source = new DatagramSocket(0, LOOPBACK);
                    clients.add(source);
                    source.send(datagram(greedyUdp));
                }
                asksAll(modestTcp, modestUdp, WATCHED);

                for (var i = 0; i < CONNECTIONS; i++) {
                    connectAndStay(greedyTcp);
                }
                for (var source : clients) {
                    if (source instanceof DatagramSocket socket) {
                        socket.send(datagram(greedyUdp));
                    }
                }
                asksAll(modestTcp, modestUdp, WATCHED);
                assertThat(meters(http)).containsPattern(REFUSED_OVER_SHARE);
            } finally {
                for (var client : clients) {
                    client.close();
                }
            }
        }
    }

    /** Every connection and every datagram of a new session is answered. */
    private static void asksAll(int tcp, int udp, Duration time) throws IOException {
        var end = System.nanoTime() + time.toNanos();
        try (var session = new DatagramSocket(0, LOOPBACK)) {
            session.setSoTimeout(2_000);
            do {
                try (var client = new Socket()) {
                    client.connect(new InetSocketAddress(LOOPBACK, tcp), 2_000);
                    client.setSoTimeout(2_000);
                    assertThat(client.getInputStream().readNBytes(5))
                            .isEqualTo("hello".getBytes(ISO_8859_1));
                }
                session.send(datagram(udp));
                session.receive(new DatagramPacket(new byte[8], 8));
            } while (System.nanoTime() - end < 0);
        }
    }

    private void connectAndStay(int port) throws IOException {
        var client = new Socket();
        clients.add(client);
        try {
            client.connect(new InetSocketAddress(LOOPBACK, port), 2_000);
        } catch (SocketException _) {
            client.close(); // refused, as most are
        }
    }

    private static DatagramPacket datagram(int port) {
        return new DatagramPacket(new byte[] {1}, 1, new InetSocketAddress(LOOPBACK, port));
    }

    private static void echo(DatagramSocket socket) {
        var packet = new DatagramPacket(new byte[1_500], 1_500);
        try {
            while (!socket.isClosed()) {
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static Listener datagrams(String id, int port, int endpointPort) {
        return new Listener(
                new ListenerId(id),
                id,
                Protocol.UDP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of(group(port, endpointPort, endpoint("127.0.0.1", 255))));
    }

    private static String meters(int http) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:%s/actuator/prometheus".formatted(http));
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }
}
