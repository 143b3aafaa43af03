package io.sixlane.relay.handover;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.DatagramOrigin;
import io.sixlane.relay.udp.LinuxUdpPath;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of UDP while one relay follows on another. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class DatagramHandOverIT {
    private static final int CLIENTS = 20;
    private static final UdpSettings SETTINGS = new UdpSettings(Duration.ofSeconds(60), 2, 100);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<Generation> generations = new ArrayList<>();
    private int revision;

    @AfterEach
    void closeAll() {
        generations.forEach(Generation::close);
    }

    @Test
    void sessions_keep_their_endpoint_and_lose_no_datagram() throws Exception {
        var port = FreePorts.next();
        try (var origin = DatagramOrigin.echo()) {
            var image = imageOf(datagrams(port, origin.port()));
            follow(linux(), image);
            var stopped = new AtomicBoolean();
            var asked = new AtomicInteger();
            var clients = new ArrayList<CompletableFuture<Void>>();
            for (var i = 0; i < CLIENTS; i++) {
                clients.add(
                        CompletableFuture.runAsync(
                                () -> ask(port, stopped, asked),
                                task -> Thread.ofPlatform().daemon().start(task)));
            }
            awaitMore(asked);
            follow(linux(), image);
            awaitMore(asked);
            follow(linux(), image);
            awaitMore(asked);
            stopped.set(true);
            for (var client : clients) {
                client.get(20, TimeUnit.SECONDS);
            }
            assertThat(origin.senders().stream().distinct()).hasSize(CLIENTS);
            awaitStopped(generations.getFirst(), CLIENTS);
            awaitStopped(generations.get(1), CLIENTS);
            assertThat(generations.getLast().ends()).isEmpty();
        }
    }

    @Test
    void a_session_whose_endpoint_the_next_one_does_not_know_ends() throws Exception {
        var port = FreePorts.next();
        try (var origin = DatagramOrigin.echo();
                var other = DatagramOrigin.echo();
                var client = new DatagramClient("::1", port)) {
            follow(linux(), imageOf(datagrams(port, origin.port())));
            assertThat(client.ask((byte) 1)).containsExactly(1);
            follow(linux(), imageOf(datagrams(port, other.port())));
            awaitStopped(generations.getFirst(), 1);
            assertThat(client.ask((byte) 2)).containsExactly(2);
            assertThat(origin.received()).hasSize(1);
            assertThat(other.received()).hasSize(1);
        }
    }

    /** The portable path has no descriptors to give or take. */
    @Test
    void where_sockets_cannot_be_handed_over_the_next_datagram_begins_a_session() throws Exception {
        var port = FreePorts.next();
        try (var origin = DatagramOrigin.echo();
                var client = new DatagramClient("::1", port)) {
            var image = imageOf(datagrams(port, origin.port()));
            follow(linux(), image);
            assertThat(client.ask((byte) 1)).containsExactly(1);
            follow(new PortableUdpPath(SETTINGS, (_, _) -> {}), image);
            awaitAnswer(client, 2);
            follow(linux(), image);
            awaitAnswer(client, 3);
            assertThat(origin.senders().stream().distinct()).hasSize(3);
        }
    }

    private static void awaitStopped(Generation generation, int sessions) {
        await().untilAsserted(
                        () -> assertThat(generation.ends()).containsEntry("stopped", sessions));
    }

    private static void awaitAnswer(DatagramClient client, int value) {
        await().ignoreExceptions()
                .untilAsserted(
                        () -> {
                            client.send(new byte[] {(byte) value});
                            assertThat(client.receive(200)).containsExactly(value);
                        });
    }

    private static void ask(int port, AtomicBoolean stopped, AtomicInteger asked) {
        try (var client = new DatagramClient("::1", port)) {
            for (var i = 0; !stopped.get(); i++) {
                var payload = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
                assertThat(client.ask(payload)).isEqualTo(payload);
                asked.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError("a datagram was lost", e);
        }
    }

    private static void awaitMore(AtomicInteger asked) {
        var before = asked.get();
        await().until(() -> asked.get() > before + 50 * CLIENTS);
    }

    private static UdpPath linux() {
        return new LinuxUdpPath(SETTINGS, (_, _) -> {});
    }

    private void follow(UdpPath udp, ConfigurationImage image) throws IOException {
        var socket = new HandOverSocket(folder.resolve("relay.handover"));
        var generation =
                new Generation(
                        socket,
                        new PortableTcpPath(
                                new TcpSettings(
                                        Duration.ofSeconds(5), Duration.ofMinutes(1), 65_536, 1)),
                        udp);
        assertThat(generation.follows()).isEqualTo(!generations.isEmpty());
        generations.add(generation);
        generation.reconcile(image);
        generation.succeed(socket);
    }

    private ConfigurationImage imageOf(Listener listener) {
        revision++;
        return image(accelerator("ga-1", revision, "::1", 100, 1_000, listener));
    }

    private static Listener datagrams(int port, int endpointPort) {
        return ofDatagrams(listener("lsr-1", port, endpointPort));
    }

    private static Listener ofDatagrams(Listener tcp) {
        return new Listener(
                tcp.id(),
                tcp.name(),
                Protocol.UDP,
                tcp.ports(),
                tcp.clientAffinity(),
                tcp.endpointGroups());
    }
}
