package io.sixlane.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bandwidth that changes holds for open connections within a second. */
@Isolated("it measures rates")
class BandwidthChangeIT {
    private static final double MEGABYTE = 1_000_000;

    /** Far more than the changes leave, and little work for this host. */
    private static final int FAST_MBPS = 400;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong applied = new AtomicLong();
    private int port;
    private int originPort;

    @ParameterizedTest
    @ValueSource(strings = {"native", "portable"})
    void a_change_applies_to_an_open_download(String path) throws Exception {
        var settings = new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1);
        Assumptions.assumeTrue(
                path.equals("portable") || NativeTcpPath.hindrance().isEmpty(), path);
        var meters = new RelayMeters(new SimpleMeterRegistry());
        try (TcpPath tcp =
                        path.equals("native")
                                ? new NativeTcpPath(settings)
                                : new PortableTcpPath(settings);
                UdpPath udp =
                        new PortableUdpPath(
                                new UdpSettings(Duration.ofMinutes(1), 1, 100),
                                meters::datagramsDropped);
                var reconciler =
                        new ListenerReconciler(
                                tcp,
                                udp,
                                InheritedSockets.NONE,
                                Fixtures.setting(
                                        "::1/128",
                                        new LiveRelays("relay-1", Fixtures.REGION),
                                        meters),
                                (record, _) -> applied.set(record.revision()),
                                Clock.systemUTC());
                var origin = new Origin(BandwidthChangeIT::stream)) {
            originPort = origin.port();
            port = FreePorts.next();
            apply(reconciler, 1, FAST_MBPS, null, null);
            try (var client = new Socket(InetAddress.ofLiteral("::1"), port)) {
                client.setReceiveBufferSize(64 << 10);
                client.setSoTimeout(5_000);
                var in = client.getInputStream();
                assertFast(in);
                apply(reconciler, 2, FAST_MBPS, 8, null); // none to a listener's
                assertRate(in, MEGABYTE);
                apply(reconciler, 3, FAST_MBPS, null, null);
                assertFast(in);
                apply(reconciler, 4, FAST_MBPS, null, 4); // none to a connection's
                assertRate(in, MEGABYTE / 2);
                apply(reconciler, 5, FAST_MBPS, null, 16);
                assertRate(in, 2 * MEGABYTE);
                apply(reconciler, 6, FAST_MBPS, null, null);
                assertFast(in);
                apply(reconciler, 7, 8, null, null); // the region's
                assertRate(in, MEGABYTE);
                apply(reconciler, 8, FAST_MBPS, null, null);
                assertFast(in);
            }
        }
    }

    private static Object stream(Socket socket) throws IOException {
        socket.setSendBufferSize(128 << 10);
        var chunk = new byte[64 << 10];
        while (true) {
            socket.getOutputStream().write(chunk);
        }
    }

    /** Within a second and a half, for a quarter of a second. */
    private static void assertFast(InputStream in) throws IOException {
        var most = 0L;
        for (var i = 0; i < 6 && most <= 5 * MEGABYTE; i++) {
            most = read(in, SECOND.dividedBy(4));
        }
        assertThat(most).isGreaterThan((long) (5 * MEGABYTE));
    }

    /** In the second after the first one. */
    private static void assertRate(InputStream in, double bytesPerSecond) throws IOException {
        read(in, SECOND);
        assertThat((double) read(in, SECOND)).isBetween(0.7 * bytesPerSecond, 1.3 * bytesPerSecond);
    }

    private static long read(InputStream in, Duration time) throws IOException {
        var buffer = new byte[64 << 10];
        var endNanos = System.nanoTime() + time.toNanos();
        var bytes = 0L;
        while (System.nanoTime() - endNanos < 0) {
            bytes += in.read(buffer);
        }
        return bytes;
    }

    private void apply(
            ListenerReconciler reconciler,
            long revision,
            int regionMbps,
            @Nullable Integer listenerMbps,
            @Nullable Integer connectionMbps) {
        var plain = Fixtures.listener("lsr-1", port, originPort);
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
                        null,
                        new ListenerLimits(listenerMbps, connectionMbps, null, null, null));
        reconciler.reconcile(
                Fixtures.image(
                        Fixtures.accelerator("ga-1", revision, "::1", regionMbps, 10, listener)));
        await().pollInterval(Duration.ofMillis(10)).until(() -> applied.get() == revision);
    }
}
