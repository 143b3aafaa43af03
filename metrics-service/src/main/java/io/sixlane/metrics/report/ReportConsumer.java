package io.sixlane.metrics.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.log.Topics;
import io.sixlane.metrics.intake.Halves;
import io.sixlane.metrics.intake.Readers;
import io.sixlane.metrics.intake.RefusedRecords.Place;
import io.sixlane.metrics.window.RelayWindows;
import io.sixlane.metrics.window.ReportedWindow;
import io.sixlane.topics.KnownSigners;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Reports from Kafka into the table, a batch at a time. It holds no state: a batch that could not
 * be stored comes again, and any instance may read any partition from any offset.
 */
@Component
class ReportConsumer {
    static final String ID = "reports";

    private final ReportIntake intake;
    private final RelayWindows windows;
    private final KnownSigners signers;
    private final InstantSource time;
    private final Counter stored;
    private volatile Duration lag = Duration.ZERO;

    /** A record and its content. */
    private record Admitted(ConsumerRecord<String, byte[]> record, ReportedWindow reported) {}

    ReportConsumer(
            ReportIntake intake,
            RelayWindows windows,
            KnownSigners signers,
            Readers readers,
            InstantSource time,
            MeterRegistry meters) {
        this.intake = intake;
        this.windows = windows;
        this.signers = signers;
        this.time = time;
        stored = meters.counter(MeterNames.WINDOWS_STORED);
        Gauge.builder(MeterNames.LAG, () -> lag.toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(MeterNames.RUNNING, () -> readers.isReading(ID) ? 1 : 0).register(meters);
    }

    @KafkaListener(
            id = ID,
            groupId = "metrics-reports",
            topics = Topics.RELAY_REPORTS,
            batch = "true",
            autoStartup = "false")
    void onReports(List<ConsumerRecord<String, byte[]>> records) {
        try {
            store(latest(records));
        } catch (Error e) { // would end the thread of the container
            throw new IllegalStateException("reports not stored", e);
        }
    }

    /** One statement may not touch a row twice: of each window only the latest report. */
    private Map<ReportedWindow.Key, Admitted> latest(List<ConsumerRecord<String, byte[]>> records) {
        var latest = new LinkedHashMap<ReportedWindow.Key, Admitted>();
        for (var record : records) {
            var received = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
            var reported = intake.admit(placeOf(record), record.key(), record.value(), received);
            if (reported != null && signers.signedText(reported.window().relayId(), record)) {
                var admitted = new Admitted(record, reported);
                latest.merge(admitted.reported().key(), admitted, ReportConsumer::later);
            }
        }
        return latest;
    }

    private static Admitted later(Admitted one, Admitted other) {
        return one.reported().sequence() >= other.reported().sequence() ? one : other;
    }

    private void store(Map<ReportedWindow.Key, Admitted> latest) {
        Halves.store(
                List.copyOf(latest.values()),
                some -> {
                    windows.store(some.stream().map(Admitted::reported).toList());
                    stored.increment(some.size());
                },
                (one, cause) ->
                        intake.refuse(
                                placeOf(one.record()),
                                one.record().value(),
                                String.valueOf(cause.getMessage())));
        latest.keySet().stream()
                .map(ReportedWindow.Key::start)
                .max(Instant::compareTo)
                .ifPresent(start -> lag = Duration.between(start, time.instant()));
    }

    private static Place placeOf(ConsumerRecord<String, byte[]> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }
}
