package io.sixlane.metrics;

import static io.sixlane.metrics.Reports.ACCELERATOR;
import static io.sixlane.metrics.Reports.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The service with a real PostgreSQL and a real Kafka, which starts after it. */
class MetricsServiceIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Instant INCARNATION = Reports.FIRST_LIFE;

    private static EmbeddedPostgres postgres;
    private static EmbeddedKafka kafka;
    private static ConfigurableApplicationContext service;
    private static KafkaProducer<String, byte[]> producer;
    private static int statusWithoutKafka;
    private static int readinessWithoutKafka;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        postgres.createDatabase("metrics");
        var kafkaPort = freePort();
        service =
                new SpringApplicationBuilder(MetricsApplication.class)
                        .run(
                                "--SIXLANE_HTTP_PORT=0",
                                "--SIXLANE_POSTGRES_PORT=" + postgres.port(),
                                "--SIXLANE_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:" + kafkaPort,
                                "--SIXLANE_METRICS_STATE_FOLDER=" + folder.resolve("state"));
        statusWithoutKafka = get("/v1/metrics/accelerators/ga-1").statusCode();
        readinessWithoutKafka = get("/actuator/health/readiness").statusCode();
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close(Duration.ofSeconds(1));
        service.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void answers_while_kafka_is_away() {
        assertThat(statusWithoutKafka).isEqualTo(200);
        assertThat(readinessWithoutKafka).isEqualTo(200);
    }

    @Test
    void a_report_delivered_twice_counts_once() throws Exception {
        var start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);
        send(report("relay-1", INCARNATION, start, 1, 3));
        send(report("relay-1", INCARNATION, start, 2, 5));
        send(report("relay-1", INCARNATION, start, 2, 5));
        send(report("relay-1", INCARNATION, start, 1, 3));
        send(report("relay-2", INCARNATION, start, 1, 4));
        send(report("relay-2", INCARNATION, start, 1, 4));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(traffic().get("relays").size()).isEqualTo(2));

        var traffic = traffic();
        assertThat(traffic.at("/totals/connectionsOpened").asLong()).isEqualTo(9);
        assertThat(traffic.at("/totals/connectionsActive").asLong()).isEqualTo(9);
        assertThat(traffic.at("/totals/connectionsRefused").asLong()).isEqualTo(4);
        assertThat(traffic.at("/totals/connectionsFailed").asLong()).isEqualTo(2);
        assertThat(traffic.at("/totals/bytesIn").asLong()).isEqualTo(900);
        assertThat(traffic.at("/totals/bytesOut").asLong()).isEqualTo(9000);
        assertThat(traffic.at("/totals/bitsPerSecondOut").asDouble()).isEqualTo(7200.0);
        assertThat(traffic.at("/totals/connectMicros/p50").asLong()).isEqualTo(50);
        assertThat(traffic.at("/totals/firstByteMicros/p99").asLong()).isEqualTo(1099);
        assertThat(traffic.get("windows").size()).isEqualTo(1);
        assertThat(traffic.at("/windows/0/start").asString()).isEqualTo(start.toString());
        assertThat(traffic.at("/windows/0/seconds").asLong()).isEqualTo(10);
        assertThat(traffic.at("/windows/0/connectionsOpened").asLong()).isEqualTo(9);
        assertThat(traffic.at("/relays/0/relayId").asString()).isEqualTo("relay-1");
        assertThat(traffic.at("/relays/0/connectionsOpened").asLong()).isEqualTo(5);
        assertThat(get("/actuator/prometheus").body())
                .contains("sixlane_metrics_reports_consumed_total ")
                .contains("sixlane_metrics_lag_seconds ");
    }

    @Test
    void an_accelerator_that_nobody_reported_has_no_percentiles() throws Exception {
        var traffic = json(get("/v1/metrics/accelerators/ga-unheardof"));

        assertThat(traffic.at("/totals/connectionsOpened").asLong()).isZero();
        assertThat(traffic.at("/totals/connectMicros/p50").isNull()).isTrue();
        assertThat(traffic.get("windows").isEmpty()).isTrue();
    }

    @Test
    void names_every_bad_parameter_in_a_problem() throws Exception {
        var answer = get("/v1/metrics/accelerators/ga-1?from=yesterday&step=-1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/malformed-request");
        assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo("/from");
        assertThat(json(answer).at("/errors/1/pointer").asString()).isEqualTo("/step");
        assertThat(json(answer).get("requestId").asString()).isEqualTo("test-1");
    }

    @Test
    void an_unknown_path_is_a_problem_too() throws Exception {
        var answer = get("/v1/metrics/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/not-found");
        assertThat(json(answer).get("requestId").asString()).isEqualTo("test-1");
    }

    @Test
    void describes_itself() throws Exception {
        var paths = json(get("/v3/api-docs")).get("paths");

        assertThat(paths.propertyNames()).containsExactly("/v1/metrics/accelerators/{id}");
    }

    private static void send(TrafficReport report) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.RELAY_REPORTS,
                                ACCELERATOR.text(),
                                ConfigurationJson.write(report)))
                .get();
    }

    private static JsonNode traffic() throws Exception {
        return json(get("/v1/metrics/accelerators/" + ACCELERATOR));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ConfigurationJson.mapper().readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-Request-Id", "test-1")
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
