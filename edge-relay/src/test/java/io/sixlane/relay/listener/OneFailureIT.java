package io.sixlane.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A failure costs its own connection or accelerator, and no other. */
class OneFailureIT {
    private final RelayMeters meters = new RelayMeters(new SimpleMeterRegistry());

    @Test
    void an_accelerator_whose_report_fails_holds_up_no_other() throws Exception {
        var settings = new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1);
        Set<AcceleratorId> reported = ConcurrentHashMap.newKeySet();
        var failures = new AtomicInteger(3);
        var broken = new AcceleratorId("ga-1");
        try (var tcp = new PortableTcpPath(settings);
                var udp =
                        new PortableUdpPath(
                                new UdpSettings(Duration.ofMinutes(1), 1, 100),
                                meters::datagramsDropped);
                var reconciler =
                        new ListenerReconciler(
                                tcp,
                                udp,
                                InheritedSockets.NONE,
                                Fixtures.setting("::1/128", meters),
                                (record, _) -> {
                                    if (record.id().equals(broken)
                                            && failures.getAndDecrement() > 0) {
                                        throw new IllegalStateException("for the test");
                                    }
                                    reported.add(record.id());
                                },
                                Clock.systemUTC());
                var origin = Origin.echo()) {
            var first = FreePorts.next();
            var second = FreePorts.next();
            reconciler.reconcile(
                    Fixtures.image(
                            Fixtures.accelerator(
                                    "ga-1",
                                    1,
                                    "::1",
                                    10,
                                    Fixtures.listener("lsr-1", first, origin.port())),
                            Fixtures.accelerator(
                                    "ga-2",
                                    1,
                                    "::1",
                                    10,
                                    Fixtures.listener("lsr-2", second, origin.port()))));
            await().untilAsserted(() -> assertThat(reported).contains(new AcceleratorId("ga-2")));
            for (var port : new int[] {first, second}) {
                try (var client = new Socket(InetAddress.ofLiteral("::1"), port)) {
                    client.getOutputStream().write('a');
                    assertThat(client.getInputStream().read()).isEqualTo('a');
                }
            }
            await().untilAsserted(() -> assertThat(reported).contains(broken));
        }
    }

    /** A client without an address makes the choice of an endpoint throw. */
    @Test
    void a_client_whose_admission_throws_leaves_no_place_taken() throws Exception {
        var setting = Fixtures.setting("::1/128", meters);
        var plain = Fixtures.listener("lsr-1", 443, 8443);
        var listener =
                new Listener(
                        plain.id(),
                        plain.name(),
                        plain.protocol(),
                        plain.ports(),
                        ClientAffinity.SOURCE_IP,
                        plain.endpointGroups());
        var image = Fixtures.accelerator("ga-1", 1, "::1", 1, listener);
        var served =
                new ServedPort(
                        new WantedPort(
                                new ListenerKey(Protocol.TCP, InetAddress.ofLiteral("::1"), 443),
                                image,
                                image.regions().getFirst(),
                                listener),
                        setting);
        var accelerated = new InetSocketAddress(InetAddress.ofLiteral("::1"), 443);
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () ->
                                    served.admit(
                                            accelerated,
                                            InetSocketAddress.createUnresolved("nowhere", 1)))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(setting.limits().of(image.id(), Protocol.TCP).open()).isZero();
        assertThat(
                        served.admit(
                                accelerated,
                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 40_000)))
                .isNotNull();
        served.retire();
    }
}
