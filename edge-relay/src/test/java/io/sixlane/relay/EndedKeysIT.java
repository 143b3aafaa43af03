package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.fleet.FleetRecord.RelayMember;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.lane.security.FleetFixture;
import io.sixlane.relay.listener.Fixtures;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A relay goes on with its certificate after its key ended, as a thief of it would. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
@ResourceLock(RelayIT.CONTEXT)
class EndedKeysIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_relay_that_left_or_was_rotated_loses_its_lanes_and_gets_no_others(
            boolean leaves, @TempDir Path folder) throws Exception {
        var keys =
                new SigningKeys(new Secrets(folder.resolve("secrets")), folder.resolve("signers"));
        Stream.of("provisioning", LanesIT.NEAR_CLIENT, LanesIT.NEAR_ENDPOINT)
                .forEach(keys::prepare);
        var own = keys.signers().resolve(LanesIT.NEAR_CLIENT + ".pem");
        var joinedKey = Files.readString(own, US_ASCII).replaceAll("-----[^-]+-----|\\s", "");
        Files.delete(own);
        var fleet = new FleetFixture(folder.resolve("fleet"));
        var port = FreePorts.next();
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                var origin = Origin.echo()) {
            var plane =
                    kafka.operator()
                            .signed(
                                    keys.keyOf("provisioning").toString(),
                                    keys.signers().toString());
            RelayTopics.ensure(plane, Duration.ofSeconds(10));
            member(plane, 1, joinedKey);
            var across = LanesIT.across("epg-1", port, origin.port());
            publish(
                    plane,
                    Topics.IMAGES,
                    "ga-1",
                    accelerator("ga-1", 1, "::1", 100, listener("lsr-1", port, across)));
            try (var thief =
                            LanesIT.relay(
                                    folder,
                                    kafka,
                                    fleet,
                                    LanesIT.NEAR_CLIENT,
                                    Fixtures.REGION,
                                    signing(keys, LanesIT.NEAR_CLIENT));
                    var other =
                            LanesIT.relay(
                                    folder,
                                    kafka,
                                    fleet,
                                    LanesIT.NEAR_ENDPOINT,
                                    LanesIT.NEAR_ENDPOINT_REGION,
                                    signing(keys, LanesIT.NEAR_ENDPOINT));
                    var flow = flowOverALane(port, other)) {
                assertThat(lanes(other, "open")).isPositive();

                member(plane, 2, leaves ? null : anotherKey());

                await().atMost(LONG).until(() -> isOver(flow));
                await().atMost(LONG).until(() -> lanes(other, "open") == 0);
                var failed = lanes(thief, "failed");
                await().atMost(LONG)
                        .untilAsserted(
                                () -> {
                                    try (var client = connect(port)) {
                                        assertThat(echoes(client)).as("directly").isTrue();
                                    }
                                    assertThat(lanes(thief, "failed")).isGreaterThan(failed);
                                });
                assertThat(lanes(other, "open")).isZero();
            }
        }
    }

    /** A flow that the other relay carries. */
    private static Socket flowOverALane(int port, ConfigurableApplicationContext other) {
        return await().atMost(LONG)
                .ignoreExceptions()
                .until(
                        () -> {
                            var flow = connect(port);
                            if (echoes(flow) && carries(other)) {
                                return flow;
                            }
                            flow.close();
                            return null;
                        },
                        Objects::nonNull);
    }

    private static boolean carries(ConfigurableApplicationContext relay) {
        return relay.getBean(MeterRegistry.class)
                        .get("sixlane.relay.carried.active")
                        .gauge()
                        .value()
                > 0;
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("::1"), port);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static boolean echoes(Socket flow) throws IOException {
        flow.getOutputStream().write('e');
        return flow.getInputStream().read() == 'e';
    }

    private static boolean isOver(Socket flow) throws IOException {
        try {
            return !echoes(flow);
        } catch (SocketException _) {
            return true;
        }
    }

    private static double lanes(ConfigurableApplicationContext relay, String meter) {
        return relay.getBean(MeterRegistry.class)
                .get("sixlane.relay.lanes." + meter)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    private static String[] signing(SigningKeys keys, String relay) {
        return new String[] {
            "--sixlane.relay.kafka.signing-key-file=" + keys.keyOf(relay),
            "--sixlane.relay.kafka.signers-folder=" + keys.signers()
        };
    }

    private static String anotherKey() throws Exception {
        return Base64.getEncoder()
                .encodeToString(
                        KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPublic()
                                .getEncoded());
    }

    private static void member(KafkaAccess plane, long revision, @Nullable String key)
            throws Exception {
        var record =
                new RelayMember(LanesIT.NEAR_CLIENT, Fixtures.REGION, revision, List.of(), key);
        publish(plane, Topics.FLEET, record.key(), record);
    }

    private static void publish(KafkaAccess plane, String topic, String key, Object value)
            throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        plane.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var message =
                    new ProducerRecord<>(
                            topic, key.getBytes(UTF_8), ConfigurationJson.write(value));
            plane.signer().sign(topic, message.key(), message.value(), message.headers());
            assertThat(producer.send(message).get().hasOffset()).isTrue();
        }
    }
}
