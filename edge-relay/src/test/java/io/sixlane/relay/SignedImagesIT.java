package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbeSample.Side;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.listener.Fixtures;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.RecordSigner;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Someone who may write to the broker publishes images of their own. */
@Timeout(120)
@ResourceLock(RelayIT.CONTEXT)
class SignedImagesIT {
    @Test
    void a_relay_serves_what_the_control_plane_signed_and_signs_what_it_reports(
            @TempDir Path folder) throws Exception {
        var keys =
                new SigningKeys(new Secrets(folder.resolve("secrets")), folder.resolve("signers"));
        List.of("provisioning", "relay-1", "relay-2").forEach(keys::prepare);
        var good = FreePorts.next();
        var forged = FreePorts.next();
        var later = FreePorts.next();
        var moved = FreePorts.next();
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                var origin = Origin.greeting("hello")) {
            RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(20));
            var relay = signing(kafka.relay("relay-1"), keys, "relay-1");
            var plane = signing(kafka.operator(), keys, "provisioning");
            var thief = signing(kafka.operator(), keys, "relay-2");
            publish(
                    plane,
                    accelerator("ga-1", 1, "::1", 9, listener("lsr-1", good, origin.port())),
                    accelerator("ga-2", 1, "::1", 9, listener("lsr-2", later, origin.port())));
            publish(
                    thief,
                    accelerator("ga-1", 2, "::1", 9, listener("lsr-1", forged, origin.port())),
                    accelerator("ga-3", 1, "::1", 9, listener("lsr-3", forged, origin.port())));
            publish(thief, "no accelerator".getBytes(UTF_8), new byte[] {1});
            try (var context = RelayIT.relay(folder, relay)) {
                awaitHello(good);

                // While the relay runs, and without any signature.
                publish(
                        kafka.operator(),
                        accelerator("ga-1", 3, "::1", 9, listener("lsr-1", forged, origin.port())));
                publish(
                        plane,
                        accelerator("ga-2", 2, "::1", 9, listener("lsr-2", later, origin.port())));
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(
                                () ->
                                        assertThat(
                                                        context.getBean(MeterRegistry.class)
                                                                .get(KnownSigners.METER)
                                                                .functionCounter()
                                                                .count())
                                                .isEqualTo(4));
                assertThat(RelayIT.ask(good)).isEqualTo("hello");
                assertThatThrownBy(() -> RelayIT.ask(forged)).isInstanceOf(ConnectException.class);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> isSigned(kafka.operator(), keys, Topics.RELAY_STATUS));

                // Probes that a thief asks for, and those of the control plane behind them.
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(
                                () -> {
                                    publish(thief, probe("prb-thief", good));
                                    publish(plane, probe("prb-good", good));
                                    assertThat(measured(kafka.operator()))
                                            .anySatisfy(SignedImagesIT::assertMeasured);
                                });
                assertThat(measured(kafka.operator()))
                        .noneMatch(one -> one.probeId().equals("prb-thief"));
            }

            // While the relay is away: what it has on disk is not believed in another form.
            publish(
                    thief,
                    accelerator("ga-1", 1, "::1", 9, listener("lsr-1", forged, origin.port())),
                    accelerator("ga-2", 9, "::1", 9, listener("lsr-2", forged, origin.port())));
            publish(
                    plane,
                    accelerator("ga-1", 4, "::1", 9, listener("lsr-1", moved, origin.port())));
            try (var context = RelayIT.relay(folder, relay)) {
                awaitHello(moved);
                assertThat(RelayIT.ask(later)).isEqualTo("hello");
                assertThatThrownBy(() -> RelayIT.ask(forged)).isInstanceOf(ConnectException.class);
                assertThat(context.isActive()).isTrue();
            }
        }
    }

    private static AskedProbe probe(String id, int port) {
        return new AskedProbe(
                id,
                "relay-1",
                new AcceleratorId("ga-1"),
                1,
                Fixtures.REGION,
                new ListenerId("lsr-1"),
                new EndpointGroupId("epg-1"),
                endpoint("127.0.0.1", 255).id(),
                port,
                null,
                null,
                3,
                Instant.EPOCH);
    }

    private static void assertMeasured(ProbeMeasured measured) {
        assertThat(measured.probeId()).isEqualTo("prb-good");
        assertThat(measured.finished()).isTrue();
        assertThat(measured.failure()).isNull();
        assertThat(measured.samples())
                .extracting(ProbeSample::side)
                .containsExactly(
                        Side.DIRECT,
                        Side.ACCELERATED,
                        Side.DIRECT,
                        Side.ACCELERATED,
                        Side.DIRECT,
                        Side.ACCELERATED);
        assertThat(measured.samples())
                .allSatisfy(
                        sample -> {
                            assertThat(sample.failure()).isNull();
                            assertThat(sample.connectMicros()).isPositive();
                        });
    }

    private static void publish(KafkaAccess access, AskedProbe request) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        access.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var message =
                    new ProducerRecord<>(
                            Topics.PROBES,
                            request.relayId().getBytes(UTF_8),
                            ConfigurationJson.write(request));
            access.signer().sign(Topics.PROBES, message.key(), message.value(), message.headers());
            assertThat(producer.send(message).get().hasOffset()).isTrue();
        }
    }

    private static List<ProbeMeasured> measured(KafkaAccess access) {
        return RelayIT.statuses(access).stream()
                .filter(ProbeMeasured.class::isInstance)
                .map(ProbeMeasured.class::cast)
                .toList();
    }

    private static void awaitHello(int port) {
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(RelayIT.ask(port)).isEqualTo("hello"));
    }

    private static KafkaAccess signing(KafkaAccess access, SigningKeys keys, String name) {
        return access.signed(keys.keyOf(name).toString(), keys.signers().toString());
    }

    private static void publish(KafkaAccess access, AcceleratorRecord... records) {
        RecordSigner signer = access.signer();
        try (var producer =
                new KafkaProducer<>(
                        access.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var record : records) {
                var message =
                        new ProducerRecord<>(
                                Topics.IMAGES,
                                record.id().text().getBytes(UTF_8),
                                ConfigurationJson.write(record));
                signer.sign(Topics.IMAGES, message.key(), message.value(), message.headers());
                var _ = producer.send(message);
            }
        }
    }

    private static void publish(KafkaAccess access, byte[] key, byte[] value) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        access.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var message = new ProducerRecord<>(Topics.IMAGES, 0, key, value);
            assertThat(producer.send(message).get().hasOffset()).isTrue();
        }
    }

    /** Whether the topic has records and each is signed by the relay. */
    private static boolean isSigned(KafkaAccess access, SigningKeys keys, String topic) {
        var signers = access.signed("", keys.signers().toString()).signers();
        try (var consumer =
                new KafkaConsumer<>(
                        access.settings(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(1));
            var checked = 0;
            for (var record : records) {
                assertThat(signers.signed("relay-1", record)).isTrue();
                checked++;
            }
            return checked > 0;
        }
    }
}
