package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A port that two accounts want, while relays end and begin again. */
@Timeout(60)
class ContestedPortIT {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("::1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void the_first_claim_has_the_port_after_a_crash() throws Exception {
        try (var first = Origin.greeting("first");
                var second = Origin.greeting("second")) {
            var port = FreePorts.next();
            var before = of("ga-9", port, first.port());
            var after = Fixtures.of("account-2", of("ga-1", port, second.port()));
            try (var relay = new Relay(folder)) {
                relay.reconcile(image(before));
                relay.reconcile(image(before, after));
                assertThat(greeting(port)).isEqualTo("first");
                assertThat(relay.failures.get(after.id()))
                        .extracting(ApplyFailure::reason)
                        .singleElement()
                        .asString()
                        .endsWith("is taken by another account");
            }
            try (var relay = new Relay(folder)) {
                relay.reconcile(image(before, after));
                assertThat(greeting(port)).isEqualTo("first");
            }
        }
    }

    @Test
    void a_claim_that_came_while_the_relay_was_down_is_the_second() throws Exception {
        try (var first = Origin.greeting("first");
                var second = Origin.greeting("second")) {
            var port = FreePorts.next();
            var before = of("ga-9", port, first.port());
            try (var relay = new Relay(folder)) {
                relay.reconciler.recall(image(before));
                relay.reconcile(image(before, of("ga-1", port, second.port())));
                assertThat(greeting(port)).isEqualTo("first");
            }
        }
    }

    @Test
    void a_claim_removed_while_the_relay_was_down_no_longer_counts() throws Exception {
        try (var first = Origin.greeting("first");
                var second = Origin.greeting("second")) {
            var port = FreePorts.next();
            try (var relay = new Relay(folder)) {
                relay.reconciler.recall(image(of("ga-9", port, first.port())));
                relay.reconcile(image(of("ga-1", port, second.port())));
                assertThat(greeting(port)).isEqualTo("second");
            }
        }
    }

    @Test
    void addresses_that_come_after_the_claims_of_before_are_served() throws Exception {
        try (var origin = Origin.greeting("first")) {
            var port = FreePorts.next();
            var before = image(of("ga-9", port, origin.port()));
            try (var relay = new Relay(folder)) {
                relay.reconciler.recall(before);
                relay.reconciler.servePools(List.of(IpPrefix.of("fd00::/64")));
                relay.reconciler.servePools(List.of(IpPrefix.of("::1/128")));
                relay.reconcile(before);
                assertThat(greeting(port)).isEqualTo("first");
            }
        }
    }

    private static AcceleratorImage of(String id, int port, int endpointPort) {
        return accelerator(id, 1, "::1", 9, listener("lsr-" + port, port, endpointPort));
    }

    private static String greeting(int port) throws IOException {
        try (var client = new Socket(ADDRESS, port)) {
            client.setSoTimeout(10_000);
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static final class Relay implements AutoCloseable {
        private final Map<AcceleratorId, List<ApplyFailure>> failures = new ConcurrentHashMap<>();
        private final PortableTcpPath tcp =
                new PortableTcpPath(
                        new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
        private final PortableUdpPath udp =
                new PortableUdpPath(new UdpSettings(Duration.ofMinutes(1), 1, 100), (_, _) -> {});
        private final ListenerReconciler reconciler;

        private Relay(Path folder) {
            reconciler =
                    new ListenerReconciler(
                            tcp,
                            udp,
                            InheritedSockets.NONE,
                            Fixtures.settingIn(folder, new RelayMeters(new SimpleMeterRegistry())),
                            (record, found) -> failures.put(record.id(), found),
                            Clock.systemUTC());
        }

        private void reconcile(ConfigurationImage image) {
            reconciler.reconcile(image);
            await().untilAsserted(
                            () ->
                                    assertThat(failures.keySet())
                                            .containsAll(
                                                    image.accelerators()
                                                            .map(AcceleratorImage::id)
                                                            .toList()));
        }

        @Override
        public void close() {
            reconciler.close();
            tcp.close();
            udp.close();
        }
    }
}
