package io.sixlane.relay;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.listener;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.kafka.RelayTopics;
import io.sixlane.relay.tcp.Origin;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole relay against a real broker. */
@ResourceLock("relay-fleet") // a thread, found by its name
@Timeout(120)
@ResourceLock(RelayIT.CONTEXT)
class RelayIT {
    /**
     * One application at a time: each configures the logging of the whole process, and ends Reactor
     * Netty's shared event loops when it closes.
     */
    static final String CONTEXT = "the application of a relay";

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private static final String TRACEPARENT =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void follows_the_log_reports_and_outlives_kafka(@TempDir Path folder) throws Exception {
        var stale = FreePorts.next();
        var port = FreePorts.next();
        var second = FreePorts.next();
        var third = FreePorts.next();
        try (var origin = Origin.greeting("hello")) {
            KafkaAccess operator;
            KafkaAccess kafkaAccess;
            int kafkaPort;
            try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
                operator = kafka.operator();
                kafkaAccess = kafka.relay("relay-1");
                kafkaPort = Integer.parseInt(operator.bootstrapServers().replaceFirst(".*:", ""));
                RelayTopics.ensure(operator, Duration.ofSeconds(10));
                publish(
                        operator,
                        accelerator("ga-1", 1, "::1", 9, listener("lsr-1", stale, origin.port())),
                        accelerator("ga-1", 2, "::1", 9, listener("lsr-1", port, origin.port())));

                try (var relay = relay(folder, kafkaAccess)) {
                    await().ignoreExceptions()
                            .untilAsserted(() -> assertThat(ask(port)).isEqualTo("hello"));
                    awaitReady(relay);
                    drainsAndComesBack(relay, port);

                    // An old and a repeated record, then what one change set made.
                    publish(
                            operator,
                            accelerator(
                                    "ga-1", 1, "::1", 9, listener("lsr-1", stale, origin.port())),
                            accelerator(
                                    "ga-1", 2, "::1", 9, listener("lsr-1", port, origin.port())));
                    publish(
                            operator,
                            "ga-2",
                            ConfigurationJson.write(
                                    accelerator(
                                            "ga-2",
                                            7,
                                            "::1",
                                            9,
                                            listener("lsr-2", second, origin.port()),
                                            listener("lsr-3", third, origin.port()))),
                            new RecordHeader("traceparent", TRACEPARENT.getBytes(UTF_8)));
                    await().ignoreExceptions()
                            .untilAsserted(
                                    () -> {
                                        assertThat(ask(second)).isEqualTo("hello");
                                        assertThat(ask(third)).isEqualTo("hello");
                                    });

                    await().ignoreExceptions()
                            .atMost(Duration.ofSeconds(15))
                            .untilAsserted(
                                    () -> {
                                        var statuses = statuses(operator);
                                        // Revision 1 was never bound: nothing is before catch-up.
                                        // The relay reports one revision of the change set, once.
                                        assertThat(applied(statuses))
                                                .extracting(
                                                        s -> s.acceleratorId().text(),
                                                        AcceleratorApplied::revision,
                                                        s -> s.failures().size(),
                                                        AcceleratorApplied::traceparent)
                                                .containsExactlyInAnyOrder(
                                                        tuple("ga-1", 2L, 0, null),
                                                        tuple("ga-2", 7L, 0, TRACEPARENT));
                                        assertThat(heartbeats(statuses))
                                                .anySatisfy(
                                                        beat -> {
                                                            assertThat(beat.source())
                                                                    .isEqualTo("kafka");
                                                            assertThat(beat.path())
                                                                    .isEqualTo(usualPath());
                                                            assertThat(beat.listeners())
                                                                    .isEqualTo(3);
                                                        });
                                        assertThat(reports(operator))
                                                .anySatisfy(
                                                        report -> {
                                                            assertThat(
                                                                            report.acceleratorId()
                                                                                    .text())
                                                                    .isEqualTo("ga-1");
                                                            assertThat(report.bytesOut())
                                                                    .isGreaterThanOrEqualTo(5);
                                                            assertThat(
                                                                            report.windowStart()
                                                                                            .getEpochSecond()
                                                                                    % 10)
                                                                    .isZero();
                                                            assertSaysWhere(report);
                                                        });
                                        assertThat(flows(operator))
                                                .anySatisfy(
                                                        flow ->
                                                                assertSaysWho(
                                                                        flow, port, origin.port()));
                                    });
                    assertThatThrownBy(() -> ask(stale)).isInstanceOf(ConnectException.class);
                }
                assertThatThrownBy(() -> ask(port)).isInstanceOf(ConnectException.class);
            }

            try (var relay = relay(folder, kafkaAccess)) {
                await().ignoreExceptions()
                        .atMost(Duration.ofSeconds(15))
                        .untilAsserted(
                                () -> {
                                    assertThat(ask(port)).isEqualTo("hello");
                                    assertThat(ask(second)).isEqualTo("hello");
                                });
                awaitReady(relay);

                try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort)) {
                    publish(
                            operator,
                            accelerator(
                                    "ga-1", 3, "::1", 9, listener("lsr-1", stale, origin.port())));
                    await().ignoreExceptions()
                            .atMost(Duration.ofSeconds(20))
                            .untilAsserted(() -> assertThat(ask(stale)).isEqualTo("hello"));
                    await().ignoreExceptions()
                            .atMost(Duration.ofSeconds(20))
                            .untilAsserted(
                                    () ->
                                            assertThat(applied(statuses(operator)))
                                                    .anyMatch(
                                                            s ->
                                                                    s.acceleratorId()
                                                                                    .text()
                                                                                    .equals("ga-1")
                                                                            && s.revision() == 3
                                                                            && s.failures()
                                                                                    .isEmpty()));
                    assertThat(ask(second)).isEqualTo("hello");

                    // A record of a later version stops its accelerator only, and is reported in
                    // the status.
                    publish(
                            operator,
                            "ga-2",
                            "{\"type\":\"FromTheFuture\",\"revision\":8}".getBytes(UTF_8));
                    await().atMost(Duration.ofSeconds(20))
                            .untilAsserted(
                                    () ->
                                            assertThat(applied(statuses(operator)))
                                                    .anySatisfy(RelayIT::assertNotUnderstood));
                    publish(
                            operator,
                            accelerator(
                                    "ga-1", 4, "::1", 9, listener("lsr-1", port, origin.port())));
                    await().ignoreExceptions()
                            .untilAsserted(() -> assertThat(ask(port)).isEqualTo("hello"));
                    assertThat(ask(second)).isEqualTo("hello");
                }
            }
        }
    }

    private static void assertNotUnderstood(AcceleratorApplied status) {
        assertThat(status.acceleratorId().text()).isEqualTo("ga-2");
        assertThat(status.revision()).isEqualTo(7);
        assertThat(status.failures())
                .singleElement()
                .satisfies(
                        failure -> {
                            assertThat(failure.listenerId()).isNull();
                            assertThat(failure.reason())
                                    .startsWith("revision 8 is not understood: ");
                        });
    }

    /** The listener, the endpoint, and what the kernel knows of both legs. */
    private static void assertSaysWhere(TrafficReport report) {
        assertThat(report.account()).isEqualTo("account-1");
        var listener = requireNonNull(report.listeners()).getFirst();
        assertThat(listener.listenerId().text()).isEqualTo("lsr-1");
        assertThat(listener.ended()).extracting(CauseCount::cause).contains("FINISHED");
        var endpoint = listener.endpoints().getFirst();
        assertThat(endpoint.endpointGroupRegion()).isEqualTo("us-west-1");
        assertThat(endpoint.connectionsOpened()).isPositive();
        assertThat(endpoint.durationMillis()).isNotNull();
        if (NativeTcpPath.hindrance().isEmpty()) {
            assertThat(requireNonNull(endpoint.client()).segmentsSent()).isPositive();
            assertThat(requireNonNull(endpoint.endpoint()).rttMicros()).isNotBlank();
        }
    }

    private static void assertSaysWho(FlowRecord flow, int accelerated, int endpoint) {
        assertThat(flow.acceleratorId().text()).isEqualTo("ga-1");
        assertThat(flow.account()).isEqualTo("account-1");
        assertThat(flow.revision()).isEqualTo(2);
        assertThat(flow.connectionId()).matches("[0-9a-f]{32}");
        assertThat(flow.clientAddress()).isEqualTo("::1");
        assertThat(flow.clientPort()).isPositive();
        assertThat(flow.acceleratedAddress()).isEqualTo("::1");
        assertThat(flow.acceleratedPort()).isEqualTo(accelerated);
        var reached = requireNonNull(flow.reached());
        assertThat(reached.endpointAddress()).isEqualTo("127.0.0.1");
        assertThat(reached.endpointPort()).isEqualTo(endpoint);
        assertThat(reached.outgoingAddress()).isEqualTo("127.0.0.1");
        assertThat(reached.outgoingPort()).isPositive();
        assertThat(flow.bytesOut()).isEqualTo(5);
        assertThat(flow.closeCause()).isEqualTo("FINISHED");
    }

    static ConfigurableApplicationContext relay(Path folder, KafkaAccess kafka) {
        return new SpringApplicationBuilder(RelayApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run(
                        "--server.port=0",
                        "--sixlane.relay.id=relay-1",
                        "--sixlane.relay.pools=::1/128",
                        "--sixlane.relay.state-folder=" + folder.resolve("relay"),
                        "--sixlane.relay.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--sixlane.relay.kafka.settings-file=" + kafka.settingsFile(),
                        "--sixlane.relay.kafka.signing-key-file=" + kafka.signingKeyFile(),
                        "--sixlane.relay.kafka.signers-folder=" + kafka.signersFolder(),
                        "--sixlane.relay.endpoint-allowed-prefixes=127.0.0.0/8",
                        "--sixlane.relay.drain-timeout=1s");
    }

    /** Out of service for what routes clients; those who come nevertheless are served. */
    private static void drainsAndComesBack(ConfigurableApplicationContext relay, int port)
            throws Exception {
        var http = requireNonNull(((WebServerApplicationContext) relay).getWebServer()).getPort();
        assertThat(actuator(http, "relay", "{\"state\":\"DRAINING\"}").body())
                .contains("\"state\":\"DRAINING\"");
        assertThat(actuator(http, "health/readiness", null).statusCode()).isEqualTo(503);
        assertThat(ask(port)).isEqualTo("hello");
        assertThat(actuator(http, "relay", "{\"state\":\"GONE\"}").statusCode()).isEqualTo(400);
        assertThat(actuator(http, "relay", "{\"state\":\"ACTIVE\"}").statusCode()).isEqualTo(200);
        assertThat(actuator(http, "health/readiness", null).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> actuator(int port, String page, @Nullable String body)
            throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%s/actuator/%s".formatted(port, page)))
                        .header("Content-Type", "application/json");
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void awaitReady(ConfigurableApplicationContext relay) throws Exception {
        var port = requireNonNull(((WebServerApplicationContext) relay).getWebServer()).getPort();
        try (var http = HttpClient.newHttpClient()) {
            for (var page : List.of("health/liveness", "health/readiness", "prometheus")) {
                var request =
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:%s/actuator/%s"
                                                        .formatted(port, page)))
                                .build();
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                        .as(page)
                        .isEqualTo(200);
            }
        }
    }

    static String ask(int port) throws IOException {
        try (var client = new Socket(LOOPBACK, port)) {
            client.setSoTimeout(5_000);
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }

    static void publish(KafkaAccess kafka, AcceleratorRecord... records) {
        for (var record : records) {
            publish(kafka, record.id().text(), ConfigurationJson.write(record));
        }
    }

    private static void publish(KafkaAccess kafka, String id, byte[] value, Header... headers) {
        try (var producer =
                new KafkaProducer<>(
                        kafka.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.IMAGES,
                                    null,
                                    id.getBytes(UTF_8),
                                    value,
                                    List.of(headers)));
        }
    }

    static List<RelayStatus> statuses(KafkaAccess kafka) {
        return values(kafka, Topics.RELAY_STATUS).stream()
                .map(value -> ConfigurationJson.read(value, RelayStatus.class))
                .toList();
    }

    private static List<AcceleratorApplied> applied(List<RelayStatus> statuses) {
        return only(statuses, AcceleratorApplied.class).toList();
    }

    private static List<Heartbeat> heartbeats(List<RelayStatus> statuses) {
        return only(statuses, Heartbeat.class).toList();
    }

    private static <T> Stream<T> only(List<RelayStatus> statuses, Class<T> type) {
        return statuses.stream().filter(type::isInstance).map(type::cast);
    }

    private static List<TrafficReport> reports(KafkaAccess kafka) {
        return values(kafka, Topics.RELAY_REPORTS).stream()
                .map(value -> ConfigurationJson.read(value, TrafficReport.class))
                .toList();
    }

    private static List<FlowRecord> flows(KafkaAccess kafka) {
        return values(kafka, Topics.RELAY_FLOWS).stream()
                .map(value -> ConfigurationJson.read(value, FlowRecord.class))
                .toList();
    }

    private static List<byte[]> values(KafkaAccess kafka, String topic) {
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.settings(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var values = new ArrayList<byte[]>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static String usualPath() {
        return NativeTcpPath.hindrance().isEmpty() ? "native" : "portable";
    }
}
