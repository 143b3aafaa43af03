package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.lane.security.FleetFixture;
import io.sixlane.relay.listener.Fixtures;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.udp.DatagramClient;
import io.sixlane.relay.udp.DatagramOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two relays against a real broker: one near the client, one near the endpoint. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
@ResourceLock(RelayIT.CONTEXT)
class LanesIT {
    static final String NEAR_CLIENT = "relay-cn-hongkong-1";
    static final String NEAR_ENDPOINT = "relay-us-west-1-1";
    static final String NEAR_ENDPOINT_REGION = "us-west-1";

    @Test
    void flows_to_another_region_go_over_a_lane_to_the_relay_there_while_it_lives(
            @TempDir Path folder) throws Exception {
        var fleet = new FleetFixture(folder.resolve("fleet"));
        var port = FreePorts.next();
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                var origin = Origin.greeting("hello");
                var echo = DatagramOrigin.echo()) {
            RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(10));
            RelayIT.publish(
                    kafka.operator(),
                    accelerator(
                            "ga-1",
                            1,
                            "::1",
                            100,
                            listener("lsr-1", port, across("epg-1", port, origin.port())),
                            ofDatagrams(port, across("epg-2", port, echo.port()))));
            try (var ingress = relay(folder, kafka, fleet, NEAR_CLIENT, Fixtures.REGION)) {
                await().ignoreExceptions()
                        .untilAsserted(() -> assertThat(RelayIT.ask(port)).isEqualTo("hello"));
                try (var egress =
                        relay(folder, kafka, fleet, NEAR_ENDPOINT, NEAR_ENDPOINT_REGION)) {
                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(
                                    () -> {
                                        assertThat(RelayIT.ask(port)).isEqualTo("hello");
                                        assertThat(carriedBytes(egress)).isPositive();
                                    });
                    var before = carriedBytes(egress);
                    for (var i = 0; i < 20; i++) {
                        assertThat(RelayIT.ask(port)).isEqualTo("hello");
                    }
                    assertThat(carriedBytes(egress) - before).isEqualTo(20 * "hello".length());
                    assertThat(reused(ingress)).isPositive();

                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(
                                    () -> {
                                        assertThat(ask(port)).isEqualTo("datagram");
                                        assertThat(sessions(ingress)).isPositive();
                                    });
                    var handedOn = sessions(ingress);
                    for (var i = 0; i < 10; i++) {
                        assertThat(ask(port)).isEqualTo("datagram");
                    }
                    assertThat(sessions(ingress) - handedOn).isEqualTo(10);
                    assertThat(echo.senders().stream().distinct().count()).isGreaterThan(10);

                    var closing = CompletableFuture.runAsync(egress::close);
                    while (!closing.isDone()) {
                        assertThat(RelayIT.ask(port)).isEqualTo("hello");
                    }
                    closing.get(30, TimeUnit.SECONDS);
                }
                assertThat(RelayIT.ask(port)).isEqualTo("hello");
                await().ignoreExceptions()
                        .untilAsserted(() -> assertThat(ask(port)).isEqualTo("datagram"));
            }
        }
    }

    /** By a client, and so a session, of its own. */
    private static String ask(int port) throws IOException {
        try (var client = new DatagramClient("::1", port)) {
            return new String(client.ask("datagram".getBytes(UTF_8)), UTF_8);
        }
    }

    private static double sessions(ConfigurableApplicationContext relay) {
        return relay.getBean(MeterRegistry.class)
                .get("sixlane.relay.lanes.sessions")
                .counter()
                .count();
    }

    private static Listener ofDatagrams(int port, EndpointGroup group) {
        return new Listener(
                new ListenerId("lsr-2"),
                "lsr-2",
                Protocol.UDP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of(group));
    }

    /** On one host a direct connection is as good, so the way is given. */
    static EndpointGroup across(String id, int port, int endpointPort) {
        var group = Fixtures.group(port, endpointPort, Fixtures.endpoint("127.0.0.1", 255));
        return new EndpointGroup(
                new EndpointGroupId(id),
                group.name(),
                NEAR_ENDPOINT_REGION,
                group.backendService(),
                group.reserveClientIp(),
                group.endpoints(),
                group.portOverrides(),
                null,
                null,
                null,
                null,
                null,
                new RoutePolicy(RoutePolicy.Mode.VIA, List.of(NEAR_ENDPOINT_REGION)),
                null);
    }

    private static double carriedBytes(ConfigurableApplicationContext relay) {
        return relay.getBean(MeterRegistry.class)
                .get("sixlane.relay.carried.bytes")
                .counter()
                .count();
    }

    private static double reused(ConfigurableApplicationContext relay) {
        return relay.getBean(MeterRegistry.class)
                .get("sixlane.relay.lanes.flows")
                .tag("lane", "reused")
                .counter()
                .count();
    }

    static ConfigurableApplicationContext relay(
            Path folder,
            EmbeddedKafka kafka,
            FleetFixture fleet,
            String id,
            String region,
            String... more)
            throws IOException {
        var files = fleet.issue(region, id);
        return new SpringApplicationBuilder(RelayApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run(
                        Stream.concat(
                                        Stream.of(
                                                "--server.port=0",
                                                "--sixlane.relay.id=" + id,
                                                "--sixlane.relay.region=" + region,
                                                "--sixlane.relay.pools=::1/128",
                                                "--sixlane.relay.state-folder="
                                                        + folder.resolve(id),
                                                "--sixlane.relay.kafka.bootstrap-servers="
                                                        + kafka.bootstrapServers(),
                                                "--sixlane.relay.kafka.settings-file="
                                                        + kafka.relay(id).settingsFile(),
                                                "--sixlane.relay.endpoint-allowed-prefixes=127.0.0.0/8",
                                                "--sixlane.relay.drain-timeout=1s",
                                                "--sixlane.relay.lane.listen=[::1]:"
                                                        + FreePorts.next(),
                                                "--sixlane.relay.lane.certificate="
                                                        + files.certificate(),
                                                "--sixlane.relay.lane.key=" + files.key(),
                                                "--sixlane.relay.lane.authority="
                                                        + files.authority()),
                                        Stream.of(more))
                                .toArray(String[]::new));
    }
}
