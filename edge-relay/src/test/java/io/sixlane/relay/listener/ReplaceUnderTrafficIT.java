package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static io.sixlane.relay.listener.Fixtures.suspended;
import static io.sixlane.relay.listener.Fixtures.withPlan;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of a whole accelerator while clients are connected. */
@Timeout(60)
class ReplaceUnderTrafficIT {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private final RelayMeters meters = new RelayMeters(new SimpleMeterRegistry());
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final TcpPath tcp =
            new PortableTcpPath(
                    new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
    private final UdpPath udp =
            new PortableUdpPath(new UdpSettings(Duration.ofMinutes(1), 1, 100), (_, _) -> {});
    private final ListenerReconciler reconciler =
            new ListenerReconciler(
                    tcp,
                    udp,
                    InheritedSockets.NONE,
                    Fixtures.setting("::1/128", meters),
                    (record, failures) -> reports.add(new Report(record.revision(), failures)),
                    Clock.systemUTC());

    private record Report(long revision, List<ApplyFailure> failures) {}

    @AfterEach
    void close() {
        reconciler.close();
        tcp.close();
        udp.close();
    }

    @Test
    void a_record_that_adds_several_listeners_is_applied_as_one() throws IOException {
        try (var origin = Origin.greeting("hello")) {
            var ports =
                    List.of(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
            reconcile(at(1, listener("lsr-0", ports.getFirst(), origin.port())));

            reconcile(
                    at(
                            5,
                            ports.stream()
                                    .map(
                                            port ->
                                                    listener(
                                                            "lsr-" + ports.indexOf(port),
                                                            port,
                                                            origin.port()))
                                    .toArray(Listener[]::new)));

            for (var port : ports) {
                assertThat(ask(port)).isEqualTo("hello");
            }
            assertThat(reconciler.listeners()).isEqualTo(4);
            assertThat(reports).containsExactly(new Report(1, List.of()), new Report(5, List.of()));
        }
    }

    @Test
    void a_suspended_accelerator_is_unbound_and_a_resumed_one_bound() throws IOException {
        try (var origin = Origin.greeting("hello")) {
            var web = listener("lsr-1", FreePorts.next(), origin.port());
            var port = web.ports().getFirst().from();
            reconcile(at(1, web));
            assertThat(ask(port)).isEqualTo("hello");

            reconcile(suspended(at(2, web)));
            assertThatThrownBy(() -> ask(port)).isInstanceOf(ConnectException.class);
            assertThat(reconciler.listeners()).isZero();

            reconcile(at(3, web));
            assertThat(ask(port)).isEqualTo("hello");
            assertThat(reports).extracting(Report::failures).containsOnly(List.of());
        }
    }

    @Test
    void an_open_connection_outlives_a_plan_that_is_bound_and_one_that_replaces_it()
            throws IOException {
        try (var origin = Origin.echo()) {
            var web = listener("lsr-1", FreePorts.next(), origin.port());
            reconcile(at(1, web));
            try (var client = connect(web.ports().getFirst().from())) {
                echo(client, 'a');

                reconcile(withPlan(at(2, web), plan("gbwp-1", "BASIC", 10)));
                echo(client, 'b');

                reconcile(withPlan(at(3, web), plan("gbwp-2", "PREMIUM", 200)));
                echo(client, 'c');
            }
        }
    }

    private static AcceleratorImage at(long revision, Listener... listeners) {
        return accelerator("ga-1", revision, "::1", 9, listeners);
    }

    private static BoundPlan plan(String id, String type, int mbps) {
        return new BoundPlan(new BandwidthPlanId(id), type, mbps);
    }

    /** Returns when it was reconciled. */
    private void reconcile(AcceleratorImage accelerator) {
        reconciler.reconcile(image(accelerator));
        await().pollInterval(Duration.ofMillis(10))
                .untilAsserted(
                        () ->
                                assertThat(reports)
                                        .extracting(Report::revision)
                                        .contains(accelerator.revision()));
    }

    private static String ask(int port) throws IOException {
        try (var client = connect(port)) {
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void echo(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        assertThat(client.getInputStream().read()).isEqualTo(value);
    }

    private static Socket connect(int port) throws IOException {
        var client = new Socket(LOOPBACK, port);
        client.setSoTimeout(10_000);
        return client;
    }
}
