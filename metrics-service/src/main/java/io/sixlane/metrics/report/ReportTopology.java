package io.sixlane.metrics.report;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.window.WindowReports;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Reports → the latest of each relay process, by accelerator and window start → {@code sink}.
 *
 * <p>The topic's key is the accelerator already, so nothing is sent through Kafka a second time. A
 * report's time is its window's start, which makes it fall into a window of the store alone with
 * the other reports of that start; how long the window is says the report. The store's cache hands
 * on only the last state between two commits, and always before the offsets are committed: the sink
 * sees everything at least once.
 */
final class ReportTopology {
    static final String STORE = "reports";

    /** Starts are whole seconds, so one second holds exactly one of them. */
    private static final Duration GRAIN = Duration.ofSeconds(1);

    /** How long after newer ones a report may still come, and so how long reports are kept here. */
    private static final Duration GRACE = Duration.ofHours(6);

    private ReportTopology() {}

    /**
     * Adds it to {@code builder}; {@code sink} must be idempotent, and throws to be called again.
     */
    static void build(StreamsBuilder builder, ReportIntake intake, Consumer<WindowReports> sink) {
        builder.stream(
                        Topics.RELAY_REPORTS,
                        Consumed.with(Serdes.String(), reports(intake))
                                .withTimestampExtractor(
                                        (record, partitionTime) ->
                                                record.value() instanceof TrafficReport report
                                                        ? report.windowStart().toEpochMilli()
                                                        : Math.max(0, partitionTime)))
                .filter((key, report) -> report != null && intake.isKeyedRight(key, report))
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(GRAIN, GRACE))
                .aggregate(
                        () -> WindowReports.NONE,
                        (_, report, held) -> held.with(report),
                        Materialized.<String, WindowReports, WindowStore<Bytes, byte[]>>as(STORE)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(json(WindowReports.class))
                                .withRetention(GRACE.plus(GRAIN))
                                .withCachingEnabled())
                .toStream()
                .foreach((_, held) -> sink.accept(Objects.requireNonNull(held)));
    }

    private static Serde<TrafficReport> reports(ReportIntake intake) {
        return Serdes.serdeFrom(
                (_, report) -> ConfigurationJson.write(report), (_, json) -> intake.admit(json));
    }

    private static <T> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (_, value) -> ConfigurationJson.write(value),
                (_, json) -> ConfigurationJson.read(json, type));
    }
}
