package io.sixlane.metrics.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.intake.RefusedRecords.Place;
import io.sixlane.metrics.intake.RelayClock;
import io.sixlane.metrics.window.WindowReports;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KnownSigners;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Reports → the latest of each relay process, by accelerator and window start → {@code sink}.
 *
 * <p>The topic's key is the accelerator already, so nothing is sent through Kafka a second time.
 * Once admitted, a report's time is its window's start, which makes it fall into a window of the
 * store alone with the other reports of that start; the report itself holds the length of the
 * window. The store's cache hands on only the last state between two commits, and always before the
 * offsets are committed: the sink receives everything at least once.
 */
final class ReportTopology {
    static final String STORE = "reports";

    /** Starts are whole seconds, so one second holds exactly one of them. */
    private static final Duration GRAIN = Duration.ofSeconds(1);

    /** The intake refuses whatever the store would drop without a word. */
    private static final Duration GRACE = RelayClock.BEHIND.plus(RelayClock.AHEAD.multipliedBy(2));

    private ReportTopology() {}

    /**
     * Adds it to {@code builder}; {@code sink} must be idempotent, and throws to be called again.
     */
    static void build(
            StreamsBuilder builder,
            ReportIntake intake,
            KnownSigners signers,
            Consumer<WindowReports> sink) {
        KafkaAccess.formatWithoutLocale();
        builder.stream(
                        Topics.RELAY_REPORTS,
                        Consumed.with(Serdes.String(), Serdes.ByteArray())
                                // A producer may set any timestamp where the topic lets it.
                                .withTimestampExtractor(
                                        (record, _) -> Math.max(0, record.timestamp())))
                .processValues(() -> new Admission(intake, signers))
                .groupByKey(Grouped.with(Serdes.String(), json(TrafficReport.class)))
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

    /** Passes admitted reports on. */
    private static final class Admission
            extends ContextualFixedKeyProcessor<String, byte[], TrafficReport> {
        private final ReportIntake intake;
        private final KnownSigners signers;

        Admission(ReportIntake intake, KnownSigners signers) {
            this.intake = intake;
            this.signers = signers;
        }

        @Override
        public void process(FixedKeyRecord<String, byte[]> record) {
            var place =
                    context()
                            .recordMetadata()
                            .map(at -> new Place(at.topic(), at.partition(), at.offset()))
                            .orElseGet(() -> new Place(Topics.RELAY_REPORTS, -1, -1));
            var received = Instant.ofEpochMilli(record.timestamp());
            var report = intake.admit(place, record.key(), record.value(), received);
            if (report != null && isSigned(record, report)) {
                context()
                        .forward(
                                record.withValue(report)
                                        .withTimestamp(report.windowStart().toEpochMilli()));
            }
        }

        private boolean isSigned(FixedKeyRecord<String, byte[]> record, TrafficReport report) {
            return signers.signed(
                    report.relayId(),
                    Topics.RELAY_REPORTS,
                    record.key().getBytes(UTF_8),
                    record.value(),
                    record.headers());
        }
    }

    private static <T> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (_, value) -> ConfigurationJson.write(value),
                (_, json) -> ConfigurationJson.read(json, type));
    }
}
