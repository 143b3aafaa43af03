package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.HealthCheck;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth.State;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.health.RawServer;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where connections go while endpoints are down, and what the relay says of them. */
@Timeout(60)
class ListenerHealthIT {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final String REQUEST = "GET / HTTP/1.0\r\n\r\n";
    private static final InetAddress RELAY = InetAddress.ofLiteral("::1");

    private final TcpPath path =
            new PortableTcpPath(
                    new TcpSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 64 << 10, 1));
    private final UdpPath datagrams =
            new PortableUdpPath(new UdpSettings(Duration.ofMinutes(1), 1, 100), (_, _) -> {});
    private final ServedPort.Setting setting =
            Fixtures.setting("::1/128", new RelayMeters(new SimpleMeterRegistry()));
    private final ListenerReconciler reconciler =
            new ListenerReconciler(
                    path,
                    datagrams,
                    InheritedSockets.NONE,
                    setting,
                    (_, _) -> {},
                    Clock.systemUTC());

    @AfterEach
    void close() {
        reconciler.close();
        path.close();
        datagrams.close();
        setting.watches().close();
    }

    @Test
    void connections_leave_a_group_that_checks_find_down() throws IOException {
        var check = new HealthCheck(HealthCheck.Protocol.TCP, null, 1, 1_000, 2, null, null, null);
        try (var near = Origin.greeting("near");
                var far = Origin.greeting("far")) {
            var port = FreePorts.next();
            var groups =
                    new EndpointGroup[] {
                        group(1, port, near.port(), check), group(2, port, far.port(), null)
                    };
            reconciler.reconcile(
                    image(accelerator("ga-1", 1, "::1", 100, listener("lsr-1", port, groups))));
            awaitFound(State.HEALTHY);
            await().ignoreExceptions().until(() -> ask(port), "near"::equals);

            near.close();
            var down = awaitFound(State.UNHEALTHY);
            assertThat(down.reason()).isEqualTo("port %s: refused".formatted(near.port()));
            assertThat(down.endpointGroupId()).isEqualTo(new EndpointGroupId("epg-1"));
            assertThat(ask(port)).isEqualTo("far");

            // A change elsewhere does not restart the check.
            reconciler.reconcile(
                    image(
                            accelerator(
                                    "ga-1",
                                    2,
                                    "::1",
                                    100,
                                    listener(
                                            "lsr-1",
                                            port,
                                            groups[0],
                                            group(2, port, far.port(), check)))));
            await().until(
                            () ->
                                    reconciler.endpointHealth().getOrDefault(ID, List.of()).size()
                                            == 2);
            assertThat(found().getFirst()).isEqualTo(down);

            reconciler.reconcile(image());
            await().untilAsserted(() -> assertThat(reconciler.endpointHealth()).isEmpty());
        }
    }

    @Test
    void connections_pass_a_failing_endpoint_and_then_skip_it() throws IOException {
        var dead = FreePorts.next();
        try (var alive = Origin.greeting("alive")) {
            var port = FreePorts.next();
            reconciler.reconcile(
                    image(
                            accelerator(
                                    "ga-1",
                                    1,
                                    "::1",
                                    100,
                                    listener(
                                            "lsr-1",
                                            port,
                                            group(1, port, dead, null),
                                            group(2, port, alive.port(), null)))));
            await().ignoreExceptions().until(() -> ask(port), "alive"::equals);
            for (var i = 0; i < 5; i++) {
                assertThat(ask(port)).isEqualTo("alive");
            }
            // Alone in its group it may not be ejected there, but it is said.
            assertThat(found())
                    .singleElement()
                    .satisfies(
                            one -> {
                                assertThat(one.ejected()).isTrue();
                                assertThat(one.state()).isEqualTo(State.UNKNOWN);
                            });
        }
    }

    @Test
    void an_endpoint_that_joins_a_group_gets_few_connections_at_first() throws IOException {
        try (var held = new RawServer("held");
                var _ = new RawServer("127.0.0.2", held.port(), "added")) {
            var port = FreePorts.next();
            var other = FreePorts.next();
            var before = slowlyStarting(port, held.port(), endpoint("127.0.0.1", 100));
            reconciler.reconcile(
                    image(accelerator("ga-1", 1, "::1", 100, listener("lsr-1", port, before))));
            await().ignoreExceptions().until(() -> ask(port, REQUEST), "held"::equals);
            var after =
                    slowlyStarting(
                            port,
                            held.port(),
                            endpoint("127.0.0.1", 100),
                            endpoint("127.0.0.2", 100));
            reconciler.reconcile(
                    image(
                            accelerator(
                                    "ga-1",
                                    2,
                                    "::1",
                                    100,
                                    listener("lsr-1", port, after),
                                    listener("lsr-2", other, held.port()))));
            await().ignoreExceptions().until(() -> ask(other, REQUEST), "held"::equals);
            var added = 0;
            for (var i = 0; i < 100; i++) {
                added += ask(port, REQUEST).equals("added") ? 1 : 0;
            }
            assertThat(added).isLessThan(15);
        }
    }

    private static EndpointGroup slowlyStarting(int port, int endpointPort, Endpoint... endpoints) {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "group",
                "region-1",
                BackendService.OFF_CLOUD,
                false,
                List.of(endpoints),
                List.of(new PortOverride(port, endpointPort)),
                null,
                null,
                null,
                null,
                3_600,
                null,
                null);
    }

    private List<EndpointHealth> found() {
        return reconciler.endpointHealth().getOrDefault(ID, List.of());
    }

    private EndpointHealth awaitFound(State state) {
        await().until(() -> !found().isEmpty() && found().getFirst().state() == state);
        return found().getFirst();
    }

    private static EndpointGroup group(
            int number, int port, int endpointPort, @Nullable HealthCheck check) {
        return new EndpointGroup(
                new EndpointGroupId("epg-" + number),
                "group",
                "region-" + number,
                BackendService.OFF_CLOUD,
                false,
                List.of(endpoint("127.0.0.1", 100)),
                List.of(new PortOverride(port, endpointPort)),
                null,
                check,
                null,
                null,
                null,
                null,
                null);
    }

    private static String ask(int port) throws IOException {
        return ask(port, "");
    }

    private static String ask(int port, String request) throws IOException {
        try (var client = new Socket(RELAY, port)) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(request.getBytes(UTF_8));
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
