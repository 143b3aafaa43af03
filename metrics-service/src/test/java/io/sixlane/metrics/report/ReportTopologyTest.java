package io.sixlane.metrics.report;

import static io.sixlane.metrics.Reports.ACCELERATOR;
import static io.sixlane.metrics.Reports.FIRST_LIFE;
import static io.sixlane.metrics.Reports.SECOND_LIFE;
import static io.sixlane.metrics.Reports.START;
import static io.sixlane.metrics.Reports.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.Reports;
import io.sixlane.metrics.window.RelayWindow;
import io.sixlane.topics.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ReportTopologyTest {
    private static final Instant NOW = START.plusSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, RelayWindow> stored = new HashMap<>();
    private final Map<Long, String> refused = new LinkedHashMap<>();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> reports;

    @BeforeEach
    void start(@TempDir Path folder) {
        var builder = new StreamsBuilder();
        ReportTopology.build(
                builder,
                new ReportIntake((place, _, cause) -> refused.put(place.offset(), cause), meters),
                KafkaAccess.of("", "").signers(),
                held ->
                        held.merged()
                                .forEach(
                                        window ->
                                                stored.put(
                                                        window.relayId() + " " + window.start(),
                                                        window)));
        var topology = builder.build();
        assertThat(topology.describe().toString()).doesNotContain("repartition");
        var settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(topology, settings, NOW);
        reports =
                driver.createInputTopic(
                        Topics.RELAY_REPORTS,
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        NOW,
                        Duration.ZERO);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void a_report_delivered_twice_counts_once() {
        send(report("relay-1", FIRST_LIFE, START, 1, 5));
        send(report("relay-1", FIRST_LIFE, START, 1, 5));

        assertThat(opened("relay-1", START)).isEqualTo(5);
    }

    @Test
    void a_late_report_with_an_older_sequence_is_ignored() {
        send(report("relay-1", FIRST_LIFE, START, 2, 9));
        send(report("relay-1", FIRST_LIFE, START.plusSeconds(10), 1, 1));
        send(report("relay-1", FIRST_LIFE, START, 1, 5));

        assertThat(opened("relay-1", START)).isEqualTo(9);
    }

    @Test
    void windows_and_relays_stay_apart() {
        send(report("relay-1", FIRST_LIFE, START, 1, 5));
        send(report("relay-2", FIRST_LIFE, START, 1, 6));
        send(report("relay-1", FIRST_LIFE, START.plusSeconds(10), 1, 7));

        assertThat(opened("relay-1", START)).isEqualTo(5);
        assertThat(opened("relay-2", START)).isEqualTo(6);
        assertThat(opened("relay-1", START.plusSeconds(10))).isEqualTo(7);
    }

    @Test
    void reports_that_cannot_be_aggregated_are_counted_and_block_nothing() {
        reports.pipeInput(ACCELERATOR.text(), "not json".getBytes(UTF_8));
        reports.pipeInput(ACCELERATOR.text(), "{}".getBytes(UTF_8));
        reports.pipeInput(ACCELERATOR.text(), null);
        reports.pipeInput("ga-2", json(report("relay-1", FIRST_LIFE, START, 1, 5)));
        send(report("relay-1", FIRST_LIFE, NOW.plusSeconds(400), 1, 5));
        send(report("relay-1", FIRST_LIFE, START.plusSeconds(3), 1, 5));
        send(report("relay-1", FIRST_LIFE, START, 1, -5));
        assertThat(stored).isEmpty();

        send("a name with a \0", START, 5, 100, "");
        send("x".repeat(300), START, 5, 100, "");
        send("relay-1", Instant.parse("+1000000-01-01T00:00:00Z"), 5, 100, "");
        send("relay-1", Instant.parse("-1000000-01-01T00:00:00Z"), 5, 100, "");
        send("relay-1", Instant.MAX.truncatedTo(ChronoUnit.DAYS), 5, 100, "");
        send("relay-1", START, Long.MAX_VALUE, 100, "");
        send("relay-1", START, 5, Long.MAX_VALUE, "");
        send("relay-1", START, 5, -1, "");
        send("relay-1", START, 5, 100, "bm8gaGlzdG9ncmFt");
        send("relay-1", START, 5, 100, "not base64");
        assertThat(stored).isEmpty();

        send(report("relay-1", FIRST_LIFE, START, 1, 5));

        assertThat(opened("relay-1", START)).isEqualTo(5);
        assertThat(meters.counter("sixlane.metrics.reports.consumed").count()).isEqualTo(18);
        assertThat(meters.counter("sixlane.metrics.reports.refused").count()).isEqualTo(17);
        assertThat(refused).hasSize(17);
    }

    @Test
    void a_listener_that_no_table_takes_is_set_aside_with_its_report() {
        for (var listener :
                List.of(
                        listener("ACCESS\0LIST", 1, "us-west-1", 10),
                        listener("ACCESS_LIST", -1, "us-west-1", 10),
                        listener("ACCESS_LIST", 1, "us-west-1\0", 10),
                        listener("ACCESS_LIST", 1, "us-west-1", Long.MIN_VALUE))) {
            var whole = Reports.charged(ACCELERATOR.text(), "relay-1", START);
            var json = ConfigurationJson.mapper().valueToTree(whole);
            ((ObjectNode) json).putArray("listeners").add(listener);
            reports.pipeInput(ACCELERATOR.text(), json.toString().getBytes(UTF_8));
        }

        assertThat(stored).isEmpty();
        assertThat(refused).hasSize(4);
    }

    /** A single incarnation's are stored as they came; two are added up, which reads them. */
    @Test
    void a_bad_histogram_of_an_endpoint_does_not_wait_for_a_second_incarnation() {
        for (var field : List.of("connectMicros", "firstByteMicros", "durationMillis")) {
            var json =
                    ConfigurationJson.mapper()
                            .valueToTree(
                                    Reports.detailed(
                                            ACCELERATOR.text(), "relay-1", "cn-hongkong", START));
            ((ObjectNode) json.at("/listeners/0/endpoints/0")).put(field, "bm9uZQ==");
            reports.pipeInput(ACCELERATOR.text(), ConfigurationJson.write(json));
        }
        send(report("relay-1", SECOND_LIFE, START, 1, 5));

        assertThat(refused).hasSize(3);
        assertThat(opened("relay-1", START)).isEqualTo(5);
    }

    @Test
    void the_clock_of_the_broker_judges_relays() {
        send(report("ahead", FIRST_LIFE, NOW.plusSeconds(6 * 3_600 - 30), 1, 5));
        send(report("behind", FIRST_LIFE, START.minusSeconds(6 * 3_600), 1, 5));
        send(report("right", FIRST_LIFE, START, 1, 5));

        assertThat(stored).containsOnlyKeys("right " + START);
        assertThat(refused).hasSize(2);
        assertThat(refused.values())
                .allSatisfy(cause -> assertThat(cause).contains("the clock of relay"));
    }

    /** The store keeps everything that the intake admits: it drops late records silently. */
    @Test
    void the_latest_report_that_is_admitted_is_stored() {
        send(report("relay-1", FIRST_LIFE, NOW.plusSeconds(290), 1, 5));
        var earliest = START.minusSeconds(5 * 3_600 + 49 * 60);
        send(report("relay-2", FIRST_LIFE, earliest, 1, 7));

        assertThat(opened("relay-2", earliest)).isEqualTo(7);
    }

    private static JsonNode listener(String cause, long count, String region, long bytes) {
        var report = Reports.detailed(ACCELERATOR.text(), "relay-1", "cn-hongkong", START);
        var listener =
                (ObjectNode) ConfigurationJson.mapper().valueToTree(report).at("/listeners/0");
        ((ObjectNode) listener.at("/refused/0")).put("cause", cause).put("count", count);
        ((ObjectNode) listener.at("/endpoints/0"))
                .put("endpointGroupRegion", region)
                .put("bytesIn", bytes);
        return listener;
    }

    private void send(String relay, Instant start, long opened, long bytes, String histogram) {
        var json =
                (ObjectNode)
                        ConfigurationJson.mapper()
                                .valueToTree(report("relay-1", FIRST_LIFE, START, 1, 5));
        json.put("relayId", relay)
                .put("windowStart", start.toString())
                .put("connectionsOpened", opened)
                .put("bytesIn", bytes);
        if (!histogram.isEmpty()) {
            json.put("connectMicros", histogram);
        }
        reports.pipeInput(ACCELERATOR.text(), json.toString().getBytes(UTF_8));
    }

    private void send(TrafficReport report) {
        reports.pipeInput(ACCELERATOR.text(), json(report));
    }

    private static byte[] json(TrafficReport report) {
        return ConfigurationJson.write(report);
    }

    private long opened(String relay, Instant start) {
        return Objects.requireNonNull(stored.get(relay + " " + start))
                .traffic()
                .connectionsOpened();
    }
}
