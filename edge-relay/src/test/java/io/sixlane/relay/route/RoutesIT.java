package io.sixlane.relay.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.fleet.Peer;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.listener.Fixtures;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two relays with real sockets between them, and a real Kafka. */
@Timeout(180)
class RoutesIT {
    private static final byte[] KEY = ProbeKey.agreed(new byte[32], new byte[] {2});
    private static final AcceleratorId ACCELERATOR = new AcceleratorId("ga-1");
    private static final EndpointGroupId GROUP = new EndpointGroupId("epg-1");

    @Test
    void links_and_choices_reach_the_topic_and_a_lost_relay_is_left_at_once(@TempDir Path folder)
            throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(30));
            var properties =
                    Fixtures.properties("::1/128", Path.of("unused"), kafka.relay("relay-1"));
            var publisher = new RelayPublisher(properties, InstantSource.system());
            publisher.start();
            var relays = new LiveRelays(properties.id(), properties.region());
            var registry = new SimpleMeterRegistry();
            var routes =
                    new Routes(
                            properties, null, relays, publisher, InstantSource.system(), registry);
            var other = new Prober(loopback(), List::of, _ -> true, _ -> true, otherLinks());
            other.start();
            await().until(() -> other.bound() != null);
            routes.start();
            try (var consumer = consumer(kafka)) {
                beat(relays, "relay-far", Objects.requireNonNull(other.bound()));
                assertThat(routes.ways().to(ACCELERATOR, group())).containsExactly(Way.DIRECT);
                assertThat(routes.wantedLanes()).isEqualTo(Set.of("relay-far"));
                routes.links().keyed("relay-far", KEY);
                routes.links().opened("relay-far", 1);
                assertThat(routes.wantedLanes()).isEmpty();
                routes.connectTimes(() -> Map.of(GROUP, Duration.ofMillis(300).toNanos()));

                var far = Way.through("relay-far");
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(
                                () ->
                                        assertThat(routes.ways().to(ACCELERATOR, group()))
                                                .containsExactly(far, Way.DIRECT));

                var link = next(consumer, LinkMeasured.class);
                assertThat(link.relayId()).isEqualTo(properties.id());
                assertThat(link.peerId()).isEqualTo("relay-far");
                assertThat(link.up()).isTrue();
                await().pollInSameThread()
                        .atMost(Duration.ofSeconds(40))
                        .untilAsserted(
                                () -> {
                                    var chosen = next(consumer, RoutesChosen.class);
                                    var group = chosen.groups().getFirst();
                                    assertThat(chosen.acceleratorId()).isEqualTo(ACCELERATOR);
                                    assertThat(group.way()).isEqualTo(List.of("relay-far"));
                                    assertThat(group.candidates()).hasSize(2);
                                });

                other.close();

                await().atMost(Duration.ofSeconds(4))
                        .untilAsserted(
                                () ->
                                        assertThat(routes.ways().to(ACCELERATOR, group()))
                                                .containsExactly(Way.DIRECT));
                // It may have restarted and forgotten its key: a lane gives it another one.
                assertThat(routes.wantedLanes()).isEqualTo(Set.of("relay-far"));
                assertThat(registry.counter(RouteMeters.CHANGES, "cause", "down").count())
                        .isEqualTo(1);
            } finally {
                routes.stop();
                publisher.stop();
                other.close();
            }
        }
    }

    /** A relay needs no address for lanes to send connections over those of others. */
    @Test
    void probes_of_a_relay_that_accepts_no_lanes_are_answered(@TempDir Path folder)
            throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(30));
            var properties =
                    Fixtures.properties("::1/128", Path.of("unused"), kafka.relay("relay-1"));
            var publisher = new RelayPublisher(properties, InstantSource.system());
            publisher.start();
            var relays = new LiveRelays(properties.id(), properties.region());
            relays.received(heartbeat("relay-near", null), System.nanoTime());
            var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());
            var routes =
                    new Routes(
                            properties,
                            listen,
                            relays,
                            publisher,
                            InstantSource.system(),
                            new SimpleMeterRegistry());
            routes.start();
            routes.links().keyed("relay-near", KEY);
            var near = new Links();
            near.keyed(properties.id(), KEY);
            var peer =
                    new Peer(
                            properties.id(),
                            properties.region(),
                            "127.0.0.1:" + listen.getPort(),
                            "00");
            var prober = new Prober(null, () -> List.of(peer), _ -> true, _ -> true, near);
            prober.start();
            try {
                // The fleet is looked at once a second.
                await().during(Duration.ofSeconds(4))
                        .atMost(Duration.ofSeconds(30))
                        .until(
                                () -> {
                                    var link = near.of(properties.id());
                                    return link.state().quality() != null
                                            && !link.isSilent(System.nanoTime());
                                });
            } finally {
                prober.close();
                routes.stop();
                publisher.stop();
            }
        }
    }

    @Test
    void links_of_others_are_read_and_other_records_skipped(@TempDir Path folder) throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            RelayTopics.ensure(kafka.operator(), Duration.ofSeconds(30));
            var properties =
                    Fixtures.properties("::1/128", Path.of("unused"), kafka.relay("relay-1"));
            var table = new LinkTable();
            try (var producer = producer(kafka);
                    var topics =
                            new RouteTopics(
                                    properties,
                                    table,
                                    new NextHops(properties.id()),
                                    new RegionPolicies())) {
                producer.send(
                                new ProducerRecord<>(
                                        Topics.RELAY_LINKS, new byte[] {1}, new byte[] {'{'}))
                        .get();
                publish(producer, implausible());
                publish(producer, link("relay-a", "relay-b"));
                topics.start();

                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () ->
                                        assertThat(
                                                        table.quality(
                                                                "relay-a",
                                                                "relay-b",
                                                                System.nanoTime()))
                                                .isNotNull());
                assertThat(table.quality("relay-a", "relay-c", System.nanoTime())).isNull();
                var later = System.nanoTime() + Duration.ofSeconds(91).toNanos();
                assertThat(table.quality("relay-a", "relay-b", later)).isNull();
                assertThat(table.load("relay-a", System.nanoTime())).isEqualTo(0.5);
            }
        }
    }

    /** Nearer than any: it would draw every connection to its relay. */
    private static LinkMeasured implausible() {
        return new LinkMeasured(
                "relay-a",
                "region-a",
                Instant.EPOCH,
                "relay-c",
                "region-b",
                true,
                -80,
                -80,
                0,
                0,
                0.5);
    }

    private static LinkMeasured link(String from, String to) {
        return new LinkMeasured(
                from, "region-a", Instant.EPOCH, to, "region-b", true, 80, 90, 0, 0.01, 0.5);
    }

    private static Links otherLinks() {
        var links = new Links();
        links.keyed("relay-near", KEY);
        return links;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void beat(LiveRelays relays, String relay, InetSocketAddress lane) {
        var address = "%s:%s".formatted(lane.getAddress().getHostAddress(), lane.getPort());
        relays.received(heartbeat(relay, new LaneAddress(address, "00")), System.nanoTime());
    }

    private static Heartbeat heartbeat(String relay, @Nullable LaneAddress lane) {
        return new Heartbeat(
                relay,
                "far-away",
                Instant.EPOCH,
                Instant.EPOCH,
                "native",
                0,
                0,
                0,
                "KAFKA",
                List.of(),
                List.of(),
                lane);
    }

    private static EndpointGroup group() {
        return new EndpointGroup(
                GROUP, "far", "far-away", BackendService.OFF_CLOUD, false, List.of(), List.of());
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                kafka.operator().settings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(EmbeddedKafka kafka) {
        var consumer =
                new KafkaConsumer<>(
                        kafka.operator().settings(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partition = new TopicPartition(Topics.RELAY_LINKS, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        return consumer;
    }

    private static <T extends LinkMessage> T next(
            KafkaConsumer<byte[], byte[]> consumer, Class<T> type) {
        var found = new ArrayList<T>();
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> {
                            consumer.poll(Duration.ofMillis(500))
                                    .forEach(
                                            record -> {
                                                var read =
                                                        ConfigurationJson.read(
                                                                record.value(), LinkMessage.class);
                                                if (type.isInstance(read)) {
                                                    found.add(type.cast(read));
                                                }
                                            });
                            return !found.isEmpty();
                        });
        return found.getLast();
    }

    private static void publish(KafkaProducer<byte[], byte[]> producer, LinkMessage message)
            throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.RELAY_LINKS,
                                message.key().getBytes(UTF_8),
                                ConfigurationJson.write(message)))
                .get();
    }
}
