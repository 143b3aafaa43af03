package io.sixlane.metrics.report;

import static io.sixlane.metrics.Reports.ACCELERATOR;
import static io.sixlane.metrics.Reports.FIRST_LIFE;
import static io.sixlane.metrics.Reports.START;
import static io.sixlane.metrics.Reports.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.window.RelayWindow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
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

class ReportTopologyTest {
    private static final Instant NOW = START.plusSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, RelayWindow> stored = new HashMap<>();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> reports;

    @BeforeEach
    void start(@TempDir Path folder) {
        var builder = new StreamsBuilder();
        ReportTopology.build(
                builder,
                new ReportIntake(() -> NOW, meters),
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
                        Topics.RELAY_REPORTS, new StringSerializer(), new ByteArraySerializer());
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
    void what_cannot_be_aggregated_is_counted_and_stops_nothing() {
        reports.pipeInput(ACCELERATOR.text(), "not json".getBytes(UTF_8));
        reports.pipeInput(ACCELERATOR.text(), "{}".getBytes(UTF_8));
        reports.pipeInput(ACCELERATOR.text(), null);
        reports.pipeInput("ga-2", json(report("relay-1", FIRST_LIFE, START, 1, 5)));
        send(report("relay-1", FIRST_LIFE, NOW.plusSeconds(400), 1, 5));
        send(report("relay-1", FIRST_LIFE, START.plusSeconds(3), 1, 5));
        send(report("relay-1", FIRST_LIFE, START, 1, -5));
        assertThat(stored).isEmpty();

        send(report("relay-1", FIRST_LIFE, START, 1, 5));

        assertThat(opened("relay-1", START)).isEqualTo(5);
        assertThat(meters.counter("sixlane.metrics.reports.consumed").count()).isEqualTo(8);
        assertThat(meters.counter("sixlane.metrics.reports.refused").count()).isEqualTo(7);
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
