package io.sixlane.metrics;

import static io.sixlane.metrics.Reports.ACCELERATOR;
import static io.sixlane.metrics.Reports.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.flow.FlowTable;
import io.sixlane.metrics.window.RelayWindow;
import io.sixlane.metrics.window.RelayWindows;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.FreePorts;
import io.sixlane.testsupport.ApiReference;
import io.sixlane.testsupport.FrozenProcess;
import io.sixlane.testsupport.TestIdentity;
import io.sixlane.topics.BusRights;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        var kafkaPort = FreePorts.next();
        var secrets = EmbeddedKafka.secrets(folder.resolve("kafka"));
        var access = EmbeddedKafka.beforeStart(secrets, kafkaPort, "metrics");
        service =
                new SpringApplicationBuilder(MetricsApplication.class)
                        .run(
                                "--SIXLANE_HTTP_PORT=0",
                                "--SIXLANE_IDENTITY_URL=" + TestIdentity.url(),
                                "--SIXLANE_POSTGRES_PORT=" + postgres.port(),
                                "--SIXLANE_SECRETS_FOLDER=" + postgres.secrets("metrics"),
                                "--SIXLANE_KAFKA_BOOTSTRAP_SERVERS=" + access.bootstrapServers(),
                                "--SIXLANE_KAFKA_SETTINGS=" + access.settingsFile());
        statusWithoutKafka = get("/v1/metrics/accelerators/ga-1").statusCode();
        readinessWithoutKafka = get("/actuator/health/readiness").statusCode();
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort);
        kafka.admit(List.of(BusRights.ofService("metrics")));
        producer =
                new KafkaProducer<>(
                        kafka.operator().settings(),
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

    /** The next reports of the accelerator go to another partition, and are read first or last. */
    @Test
    void reports_and_flows_count_once_while_their_topics_grow() throws Exception {
        var start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);
        var opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        send(Reports.renamed("ga-4", report("relay-1", INCARNATION, start, 1, 3)));
        send(Topics.RELAY_FLOWS, Reports.flow(31, "2001:db8::31", 41_031, opened, null));
        try (var admin = Admin.create(kafka.operator().settings())) {
            var four = NewPartitions.increaseTo(4);
            admin.createPartitions(Map.of(Topics.RELAY_REPORTS, four, Topics.RELAY_FLOWS, four))
                    .all()
                    .get();
        }
        for (var partition : List.of(3, 1, 2)) {
            send(
                    partition,
                    Reports.renamed(
                            "ga-4", report("relay-1", INCARNATION, start, partition, partition)));
            send(
                    partition,
                    Reports.renamed("ga-4", report("relay-2", INCARNATION, start, partition, 7)));
        }
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () ->
                                assertThat(
                                                traffic("ga-4", "")
                                                        .at("/totals/connectionsOpened")
                                                        .asLong())
                                        .isEqualTo(10));
    }

    @Test
    void shows_the_traffic_of_each_second() throws Exception {
        var start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);
        send(Reports.renamed("ga-5", report("relay-1", INCARNATION, start, 1, 3)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !traffic("ga-5", "").get("relays").isEmpty());
        var lines = new LinkedBlockingQueue<String>();
        var stream =
                CLIENT.sendAsync(
                        request("/v1/metrics/accelerators/ga-5/stream")
                                .header("Accept", "text/event-stream")
                                .header("Authorization", TestIdentity.bearer("alice", "VIEWER"))
                                .build(),
                        BodyHandlers.fromLineSubscriber(new LineQueue(lines)));
        try {
            await().until(() -> lines.stream().anyMatch(line -> line.contains("Active\":3")));
            send(Reports.renamed("ga-5", report("relay-1", INCARNATION, start, 2, 8)));
            await().until(
                            () ->
                                    lines.stream()
                                            .anyMatch(
                                                    line ->
                                                            line.contains("Opened\":5")
                                                                    && line.contains("Active\":8")
                                                                    && line.contains(
                                                                            "bytesOut\":5000")));
            assertThat(lines).contains("event:second");
        } finally {
            stream.cancel(true);
        }
    }

    private record LineQueue(BlockingQueue<String> lines) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onComplete() {}
    }

    private static void send(int partition, TrafficReport report) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.RELAY_REPORTS,
                                partition,
                                report.acceleratorId().text(),
                                ConfigurationJson.write(report)))
                .get();
    }

    @Test
    void shows_the_charging_of_each_region() throws Exception {
        var start = Instant.now().minus(Duration.ofHours(4)).truncatedTo(ChronoUnit.HOURS);
        for (var i = 0; i < 3; i++) {
            send(Reports.charged("ga-9", "relay-1", start.plusSeconds(10L * i)));
            send(Reports.charged("ga-9", "relay-2", start.plusSeconds(10L * i)));
        }
        send(Reports.charged("ga-9", "relay-1", start.plusSeconds(300)));
        send(Reports.charged("ga-9", "relay-1", start.plusSeconds(3_600)));
        var path = "/v1/metrics/accelerators/ga-9/usage?from=%s&to=%s";
        var halfAnHour = path.formatted(start, start.plusSeconds(1_800));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(json(get(halfAnHour)).at("/regions/0/bytesOut").asLong())
                                        .isEqualTo(7 * 1_000));

        var usage = json(get(halfAnHour));
        assertThat(usage.at("/sampleSeconds").asInt()).isEqualTo(300);
        assertThat(usage.at("/regions").size()).isEqualTo(1);
        assertThat(usage.at("/regions/0/region").asString()).isEqualTo("cn-hongkong");
        assertThat(usage.at("/regions/0/bytesIn").asLong()).isEqualTo(7 * 100);
        assertThat(usage.at("/regions/0/bitsPerSecond").valueStream().map(JsonNode::asLong))
                .containsExactly(6_000 * 8 / 300L, 1_000 * 8 / 300L);
        var later = json(get(path.formatted(start.plusSeconds(300), start.plusSeconds(1_800))));
        assertThat(later.at("/regions/0/bytesOut").asLong()).isEqualTo(1_000);
        assertThat(json(getAs("mallory", halfAnHour)).at("/regions").isEmpty()).isTrue();
        assertThat(get(path.formatted(start.minus(Duration.ofDays(40)), start)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void counts_listeners_endpoints_and_region_pairs_separately() throws Exception {
        var start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);
        send(Reports.detailed("ga-2", "relay-1", "cn-hongkong", start));
        send(Reports.detailed("ga-2", "relay-2", "us-west-1", start));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(traffic("ga-2", "").get("relays").size()).isEqualTo(2));

        var all = traffic("ga-2", "");
        assertThat(all.at("/refused/ACCESS_LIST").asLong()).isEqualTo(6);
        assertThat(all.at("/ended/NO_ENDPOINT").asLong()).isEqualTo(2);
        assertThat(all.at("/listeners/0/listenerId").asString()).isEqualTo("lsr-1");
        assertThat(all.at("/listeners/0/connectionsActive").asLong()).isEqualTo(4);
        assertThat(all.at("/listeners/0/endpoints/0/ways/0/relays/0").asString())
                .isEqualTo("relay-us-west-1");
        assertThat(all.at("/listeners/0/endpoints/0/ways/0/connectionsOpened").asLong())
                .isEqualTo(6);
        assertThat(all.at("/listeners/0/endpoints/0/attemptsFailed/TIMED_OUT").asLong())
                .isEqualTo(4);
        assertThat(all.at("/regionPairs").size()).isEqualTo(2);
        var pair = all.at("/regionPairs/0");
        assertThat(pair.get("region").asString()).isEqualTo("cn-hongkong");
        assertThat(pair.get("endpointRegion").asString()).isEqualTo("us-west-1");
        assertThat(pair.at("/endpoint/rttMicros/p50").asLong()).isBetween(150_000L, 150_200L);
        assertThat(pair.at("/endpoint/jitterMicros/p50").asLong()).isEqualTo(900);
        assertThat(pair.at("/endpoint/lossPercent").asDouble()).isEqualTo(0.25);
        assertThat(pair.at("/client/lossPercent").isNull()).isTrue();

        var oneListener = traffic("ga-2", "?listener=lsr-2&region=us-west-1");
        assertThat(oneListener.at("/totals/connectionsOpened").asLong()).isEqualTo(3);
        assertThat(oneListener.at("/totals/bytesIn").asLong()).isEqualTo(30);
        assertThat(oneListener.at("/relays/0/relayId").asString()).isEqualTo("relay-2");
        var onePair = traffic("ga-2", "?region=cn-hongkong&endpointRegion=us-west-1");
        assertThat(onePair.at("/totals/connectionsActive").asLong()).isEqualTo(2);
        assertThat(traffic("ga-2", "?endpoint=ep-9").at("/relays").isEmpty()).isTrue();
    }

    @Test
    void another_account_sees_nothing_of_an_accelerator() throws Exception {
        var start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);
        send(Reports.detailed("ga-3", "relay-1", "cn-hongkong", start));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                json(getAs(
                                                                "alice",
                                                                "/v1/metrics/accelerators/ga-3"))
                                                        .at("/totals/connectionsOpened")
                                                        .asLong())
                                        .isPositive());
        assertThat(
                        json(getAs("mallory", "/v1/metrics/accelerators/ga-3"))
                                .at("/totals/connectionsOpened")
                                .asLong())
                .isZero();
    }

    @Test
    void shows_the_client_behind_an_address_at_a_moment_to_its_owner_alone() throws Exception {
        var opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        send(Topics.RELAY_FLOWS, Reports.flow(1, "2001:db8::1", 41_001, opened, null));
        send(Topics.RELAY_FLOWS, Reports.flow(2, "2001:db8::2", 41_002, opened, null));
        // The port was used again a minute later, by somebody else.
        var later = opened.plusSeconds(60);
        send(
                Topics.RELAY_FLOWS,
                Reports.flow(1, "2001:db8::1", 41_001, opened, opened.plusSeconds(9)));
        send(
                Topics.RELAY_FLOWS,
                Reports.flow(3, "2001:db8::3", 41_001, later, later.plusSeconds(9)));
        // Delivered late, and again: the end of a flow is not taken back.
        send(Topics.RELAY_FLOWS, Reports.flow(1, "2001:db8::1", 41_001, opened, null));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(clients(41_001, later)).hasSize(1));

        assertThat(clients(41_001, opened.plusSeconds(5))).containsExactly("2001:db8::1");
        assertThat(clients(41_001, opened.plusSeconds(30))).isEmpty();
        assertThat(clients(41_001, later.plusSeconds(5))).containsExactly("2001:db8::3");
        assertThat(clients(41_002, later.plusSeconds(600))).containsExactly("2001:db8::2");
        var flow =
                json(getAs("alice", flows("192.0.2.33", 41_001, opened.plusSeconds(5))))
                        .at("/flows/0");
        assertThat(flow.get("status").asString()).isEqualTo("CLOSED");
        assertThat(flow.get("connectionId").asString())
                .isEqualTo(String.format(Locale.ROOT, "%032x", 1));
        assertThat(flow.get("region").asString()).isEqualTo("cn-hongkong");
        assertThat(flow.get("endpointAddress").asString()).isEqualTo("198.51.100.20");
        assertThat(flow.get("bytesIn").asLong()).isEqualTo(1_024);
        assertThat(flow.get("closeCause").asString()).isEqualTo("FINISHED");
        assertThat(
                        json(getAs("mallory", flows("192.0.2.33", 41_001, opened.plusSeconds(5))))
                                .at("/flows")
                                .isEmpty())
                .isTrue();
        assertThat(send(request(flows("192.0.2.33", 41_001, opened))).statusCode()).isEqualTo(401);
    }

    @Test
    void records_that_no_table_takes_are_set_aside_and_stop_nothing() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var start = Instant.ofEpochSecond(now.getEpochSecond() / 10 * 10);
        for (var poison :
                List.of(
                        json(Reports.charged("ga-20", "a\0b", start)),
                        json(Reports.charged("ga-20", "a\ud800b", start)),
                        json(Reports.charged("ga-20", "x".repeat(900_000), start)),
                        json(Reports.charged("ga-20", "relay-1", start))
                                .put("incarnation", "+1000000-01-01T00:00:00Z"),
                        json(Reports.charged("ga-20", "relay-1", start.plusSeconds(21_600))),
                        json(Reports.charged("ga-20", "relay-1", start.minusSeconds(21_600))),
                        json(Reports.charged("ga-20", "relay-1", start)).put("account", "alice\0"),
                        json(Reports.charged("ga-20", "relay-1", start))
                                .put("windowStart", "+1000000-01-01T00:00:00Z"),
                        json(Reports.charged("ga-20", "relay-1", start)).put("bytesIn", -1))) {
            sendRaw(Topics.RELAY_REPORTS, "ga-20", poison);
        }
        sendRaw(Topics.RELAY_REPORTS, "ga-20", null);
        send(Reports.charged("ga-20", "relay-1", start));
        for (var poison :
                List.of(
                        flow(now).put("account", "alice\0"),
                        flow(now).put("closeCause", "x\0"),
                        flow(now).put("account", "alice\udc00"),
                        flow(now).put("region", "\ud800".repeat(3)),
                        flow(now).put("closeCause", "🚀".repeat(60_000)),
                        flow(now).put("openedAt", "+1000000-01-01T00:00:00Z"),
                        flow(now).put("closedAt", "+1000000-01-01T00:00:00Z"),
                        flow(now).put("openedAt", "-1000000-01-01T00:00:00Z"),
                        flow(now).put("openedAt", now.plusSeconds(21_600).toString()),
                        flow(now).put("openedAt", now.minusSeconds(21_600).toString()),
                        flow(now).put("bytesIn", -1),
                        flow(now).put("clientPort", 70_000),
                        flow(now).put("relayId", "x".repeat(100_000)))) {
            sendRaw(Topics.RELAY_FLOWS, "ga-20", poison);
        }
        sendRaw(Topics.RELAY_FLOWS, "ga-20", null);
        send(Topics.RELAY_FLOWS, Reports.flow(21, "2001:db8::21", 41_021, now, null));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            assertThat(traffic("ga-20", "").at("/totals/bytesIn").asLong())
                                    .isEqualTo(100);
                            assertThat(clients(41_021, now)).containsExactly("2001:db8::21");
                        });
        assertThat(
                        jdbc().queryForList(
                                        "select topic from refused_record order by topic",
                                        String.class))
                .filteredOn(Topics.RELAY_REPORTS::equals)
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(jdbc().queryForList("select topic from refused_record", String.class))
                .filteredOn(Topics.RELAY_FLOWS::equals)
                .hasSizeGreaterThanOrEqualTo(14);
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    private static ObjectNode json(TrafficReport report) {
        return ConfigurationJson.mapper().valueToTree(report);
    }

    private static ObjectNode flow(Instant opened) {
        return ConfigurationJson.mapper()
                .valueToTree(Reports.flow(20, "2001:db8::20", 41_020, opened, null));
    }

    /** With halves of characters as escapes, which is their only form in JSON. */
    private static void sendRaw(String topic, String key, @Nullable JsonNode json)
            throws Exception {
        var value = json == null ? null : ConfigurationJson.write(json);
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    @Test
    void many_windows_are_read_in_pages() throws Exception {
        var start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(4));
        jdbc().update(
                        """
                        insert into relay_window
                        select 'ga-many', cast(? as timestamptz) + number * interval '10 seconds', 10,
                               relay, 'cn-hongkong', 1, 0, 0, 0, 1, 0, '', '', 'alice', '[]', life, 1
                        from generate_series(0, 799) number, unnest(array['r1', 'r2']) relay,
                             unnest(array[timestamptz '2026-01-01', timestamptz '2026-01-02']) life
                        """,
                        start.toString());
        var windows = new ArrayList<RelayWindow>();

        service.getBean(RelayWindows.class)
                .read(
                        new AcceleratorId("ga-many"),
                        "alice",
                        start.plusSeconds(5),
                        start.plusSeconds(8_000),
                        Duration.ofSeconds(10),
                        windows::add);

        assertThat(windows).hasSize(1_600).doesNotHaveDuplicates();
        assertThat(windows)
                .allMatch(window -> window.traffic().connectionsOpened() == 2)
                .allMatch(window -> window.reportedSeconds() == 10);
        assertThat(windows)
                .isSortedAccordingTo(
                        Comparator.comparing(RelayWindow::start)
                                .thenComparing(RelayWindow::relayId));
    }

    @Test
    void flows_past_their_retention_are_forgotten() throws Exception {
        var table = service.getBean(FlowTable.class);
        var old = Instant.parse("2026-01-01T00:00:00Z");
        table.store(
                List.of(
                        Reports.flow(11, "2001:db8::11", 41_011, old, old.plusSeconds(9)),
                        Reports.flow(12, "2001:db8::12", 41_012, old, null),
                        Reports.flow(13, "2001:db8::13", 41_013, old, old.plusSeconds(90_000))));
        assertThat(table.removeBefore(old.plusSeconds(3_600))).isEqualTo(2);
        assertThat(clients(41_013, old.plusSeconds(60))).containsExactly("2001:db8::13");
        assertThat(clients(41_012, old.plusSeconds(60))).isEmpty();
    }

    @Test
    void flows_are_forgotten_in_short_transactions() {
        var table = service.getBean(FlowTable.class);
        var old = Instant.parse("2025-01-01T00:00:00Z");
        table.store(
                IntStream.range(10_000, 12_500)
                        .mapToObj(n -> Reports.flow(n, "2001:db8::11", 41_011, old, old))
                        .toList());

        assertThat(removedTogether("flow", () -> table.removeBefore(old.plusSeconds(3_600))))
                .allMatch(rows -> rows <= 1_000)
                .satisfies(pieces -> assertThat(sum(pieces)).isEqualTo(2_500));
    }

    @Test
    void windows_are_forgotten_in_short_transactions() {
        var windows = service.getBean(RelayWindows.class);
        var kept = Duration.ofDays(3);
        var old = Instant.parse("2025-01-01T00:00:00Z");
        jdbc().execute(
                        """
                        insert into relay_window
                        select 'ga-old', timestamptz '2025-01-01' + number * interval '1 second', 10,
                               'relay-old', 'cn-hongkong', 1, 0, 0, 0, 0, 0, '', '', 'alice', '[]',
                               '2024-12-31', 1
                          from generate_series(1, 2500) as number
                        """);

        assertThat(
                        removedTogether(
                                "relay_window",
                                () -> windows.forget(old.plus(kept).plusSeconds(2_001))))
                .allMatch(rows -> rows <= 1_000)
                .satisfies(pieces -> assertThat(sum(pieces)).isEqualTo(2_000));
        assertThat(windows.forget(old.plus(kept).plusSeconds(3_600))).isEqualTo(500);
    }

    private static long sum(List<? extends Long> numbers) {
        return numbers.stream().mapToLong(number -> number).sum();
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(service.getBean(DataSource.class));
    }

    /** Publication waits for the transactions of all databases of a cluster. */
    private static List<Long> removedTogether(String table, Runnable removal) {
        jdbc().execute("create table forgotten_in (transaction xid8)");
        jdbc().execute(
                        """
                        create function note_forgotten() returns trigger language plpgsql as $$
                        begin
                            insert into forgotten_in values (pg_current_xact_id());
                            return null;
                        end $$
                        """);
        jdbc().execute(
                        """
                        create trigger forgotten after delete on %s
                            for each row execute function note_forgotten()
                        """
                                .formatted(table));
        try {
            removal.run();
            return jdbc().queryForList(
                            "select count(*) from forgotten_in group by transaction", Long.class);
        } finally {
            jdbc().execute("drop trigger forgotten on " + table);
            jdbc().execute("drop function note_forgotten");
            jdbc().execute("drop table forgotten_in");
        }
    }

    @Test
    void queries_of_one_account_leave_connections_to_others() throws Exception {
        var callers = new ArrayList<CompletableFuture<Integer>>();
        try (var lock = service.getBean(DataSource.class).getConnection();
                var statement = lock.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lock.setAutoCommit(false);
            statement.execute("lock table relay_window in access exclusive mode");
            for (var i = 0; i < 12; i++) {
                callers.add(
                        CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        return getAs(
                                                        "greedy",
                                                        "/v1/metrics/accelerators/ga-1/usage?from=%s&to=%s"
                                                                .formatted(
                                                                        Instant.now()
                                                                                .minus(
                                                                                        Duration
                                                                                                .ofDays(
                                                                                                        30)),
                                                                        Instant.now()))
                                                .statusCode();
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                threads));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> queriesThatWait() == 2);
            assertThat(getAs("alice", flows("192.0.2.33", 41_009, Instant.now())).statusCode())
                    .isEqualTo(200);
            lock.rollback();
        }
        assertThat(callers).extracting(CompletableFuture::join).isSubsetOf(200, 429, 503);
    }

    /** The consumer of reports and the removal of old windows may wait for the table, too. */
    private static long queriesThatWait() {
        var waiting =
                jdbc().queryForObject(
                                """
                                select count(*)
                                  from pg_stat_activity
                                 where wait_event_type = 'Lock'
                                   and query like '%sum(bytes_in)%'
                                """,
                                Long.class);
        return Objects.requireNonNull(waiting);
    }

    @Test
    void a_frozen_database_costs_callers_seconds() throws Exception {
        try (var frozen = FrozenProcess.of(postgres.process())) {
            assertThat(frozen).isNotNull();
            var asked = System.nanoTime();
            var answer = get("/v1/metrics/accelerators/ga-1");

            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .isLessThan(Duration.ofSeconds(20));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/actuator/health/readiness").statusCode() == 200);
        assertThat(get("/v1/metrics/accelerators/ga-1").statusCode()).isEqualTo(200);
    }

    @Test
    void names_every_bad_parameter_of_a_question_for_flows() throws Exception {
        var answer = get("/v1/flows?address=localhost&port=70000&at=now");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo("/address");
        assertThat(json(answer).at("/errors/1/pointer").asString()).isEqualTo("/port");
        assertThat(json(answer).at("/errors/2/pointer").asString()).isEqualTo("/at");
    }

    @Test
    void an_accelerator_without_reports_has_no_percentiles() throws Exception {
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
        ApiReference.hasDocument("metrics", get("/v3/api-docs").body());
        var paths = json(get("/v3/api-docs")).get("paths");

        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/metrics/accelerators/{id}",
                        "/v1/metrics/accelerators/{id}/stream",
                        "/v1/metrics/accelerators/{id}/usage",
                        "/v1/flows");
    }

    private static void send(TrafficReport report) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.RELAY_REPORTS,
                                report.acceleratorId().text(),
                                ConfigurationJson.write(report)))
                .get();
    }

    private static void send(String topic, FlowRecord flow) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                topic, flow.acceleratorId().text(), ConfigurationJson.write(flow)))
                .get();
    }

    private static List<String> clients(int port, Instant at) throws Exception {
        return json(getAs("alice", flows("192.0.2.33", port, at)))
                .get("flows")
                .valueStream()
                .map(flow -> flow.get("clientAddress").asString())
                .toList();
    }

    private static String flows(String address, int port, Instant at) {
        return "/v1/flows?address=%s&port=%s&at=%s".formatted(address, port, at);
    }

    private static JsonNode traffic() throws Exception {
        return traffic(ACCELERATOR.text(), "");
    }

    private static JsonNode traffic(String id, String query) throws Exception {
        return json(get("/v1/metrics/accelerators/" + id + query));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ConfigurationJson.mapper().readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return getAs("alice", path);
    }

    private static HttpResponse<String> getAs(String account, String path) throws Exception {
        return send(request(path).header("Authorization", TestIdentity.bearer(account, "VIEWER")));
    }

    private static HttpRequest.Builder request(String path) {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Request-Id", "test-1");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString(UTF_8));
    }
}
