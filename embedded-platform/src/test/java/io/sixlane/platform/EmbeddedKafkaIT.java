package io.sixlane.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.fleet.FleetFolder;
import io.sixlane.fleet.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @Test
    void recordsSurviveARestartOnTheSameFolder(@TempDir Path folder) throws Exception {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            createTopic(kafka, "kept");
            send(kafka, "kept", "first");
        }
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            send(kafka, "kept", "second");

            assertThat(readAll(kafka, "kept", 2)).containsExactly("first", "second");
        }
    }

    @Test
    void anUnknownTopicIsAnErrorAndNotANewTopic(@TempDir Path folder) {
        try (var kafka = EmbeddedKafka.start(folder, 0)) {
            assertThatThrownBy(() -> send(kafka, "misspelt", "lost")).isNotNull();
        }
    }

    @Test
    void outside_the_loopback_address_clients_need_tls_and_know_the_broker(@TempDir Path folder)
            throws Exception {
        var fleet = new FleetFolder(folder.resolve("fleet"), InstantSource.system());
        var place =
                new BrokerPlace(
                        folder,
                        new Secrets(folder.resolve("secrets")),
                        Optional.of(fleet.server("127.0.0.1")),
                        "127.0.0.1",
                        "127.0.0.1",
                        0,
                        Optional.empty());
        try (var kafka = EmbeddedKafka.start(place)) {
            createTopic(kafka, "kept");
            send(kafka, "kept", "first");
            assertThat(readAll(kafka, "kept", 1)).containsExactly("first");

            var relay = kafka.relay("relay-1").settings(Map.of("request.timeout.ms", 2_000));
            var plain = new HashMap<>(relay);
            plain.put("security.protocol", "SASL_PLAINTEXT");
            var stranger = new HashMap<>(relay);
            stranger.put(
                    "ssl.truststore.certificates",
                    Files.readString(
                            new FleetFolder(folder.resolve("other"), InstantSource.system())
                                    .server("127.0.0.1")
                                    .authority()));
            for (var refused : List.of(plain, stranger)) {
                refused.put("default.api.timeout.ms", 2_500);
                try (var admin = Admin.create(refused)) {
                    assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                            .isInstanceOf(ExecutionException.class);
                }
            }
        }
    }

    @Test
    void relays_of_other_machines_have_a_place_of_their_own_with_tls(@TempDir Path folder)
            throws Exception {
        var fleet = new FleetFolder(folder.resolve("fleet"), InstantSource.system());
        var certificate = fleet.server("localhost");
        int port;
        port = FreePorts.next();
        try (var kafka =
                EmbeddedKafka.start(
                        folder.resolve("kafka"),
                        new Secrets(folder.resolve("secrets")),
                        folder.resolve("fleet"),
                        "127.0.0.1",
                        0,
                        new FurtherPlace(certificate, "127.0.0.1", "localhost", port))) {
            var here =
                    kafka.relay("relay-1")
                            .settings(
                                    Map.of(
                                            "request.timeout.ms",
                                            2_000,
                                            "default.api.timeout.ms",
                                            5_000));
            var there = new HashMap<>(here);
            there.put("bootstrap.servers", "localhost:" + port);
            var plain = new HashMap<>(there);
            there.put("security.protocol", "SASL_SSL");
            there.put("ssl.truststore.type", "PEM");
            there.put("ssl.truststore.certificates", Files.readString(certificate.authority()));

            for (var admitted : List.of(here, there)) {
                try (var admin = Admin.create(admitted)) {
                    assertThat(admin.describeCluster().nodes().get())
                            .singleElement()
                            .satisfies(
                                    node ->
                                            assertThat(node.host() + ":" + node.port())
                                                    .isEqualTo(admitted.get("bootstrap.servers")));
                }
            }
            try (var admin = Admin.create(plain)) {
                assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                        .isInstanceOf(ExecutionException.class);
            }
        }
    }

    private static void createTopic(EmbeddedKafka kafka, String name) throws Exception {
        try (var admin = Admin.create(kafka.operator().settings())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, SECONDS);
        }
    }

    private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
        var settings = kafka.operator().settings(Map.of("max.block.ms", "2000"));
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(20, SECONDS);
        }
    }

    private static List<String> readAll(EmbeddedKafka kafka, String topic, int count) {
        var settings = kafka.operator().settings();
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var values = new ArrayList<String>();
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
            }
            return values;
        }
    }
}
