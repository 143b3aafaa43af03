package io.sixlane.metrics.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.metrics.intake.StorageFailure;
import io.sixlane.metrics.window.RelayWindow;
import io.sixlane.metrics.window.RelayWindows;
import io.sixlane.metrics.window.WindowReports;
import io.sixlane.topics.KnownSigners;
import io.sixlane.topics.TopicWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs the topology: starts it once the broker answers and the topic is there, and again whenever
 * it has given up. The service itself answers queries all the while.
 */
@Component
class ReportStream {
    private static final Logger LOG = LoggerFactory.getLogger(ReportStream.class);

    private final StreamsBuilderFactoryBean streams;
    private final TopicWatch topics;
    private final ReportIntake intake;
    private final RelayWindows windows;
    private final InstantSource time;
    private final Counter stored;
    private volatile Duration lag = Duration.ZERO;
    private boolean waiting;

    ReportStream(
            StreamsBuilderFactoryBean streams,
            StreamsBuilder builder,
            ReportIntake intake,
            TopicWatch topics,
            KnownSigners signers,
            RelayWindows windows,
            InstantSource time,
            MeterRegistry meters) {
        this.streams = streams;
        this.topics = topics;
        this.intake = intake;
        this.windows = windows;
        this.time = time;
        stored = meters.counter(MeterNames.WINDOWS_STORED);
        Gauge.builder(MeterNames.LAG, () -> lag.toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(MeterNames.RUNNING, () -> isServing() ? 1 : 0).register(meters);
        // A thread that fails (PostgreSQL away, say) is replaced and continues from the last
        // commit.
        streams.setStreamsUncaughtExceptionHandler(
                e -> {
                    LOG.atWarn().setCause(e).log("reports are read again from the last commit");
                    return StreamThreadExceptionResponse.REPLACE_THREAD;
                });
        ReportTopology.build(builder, intake, signers, this::store);
    }

    @Scheduled(fixedDelay = 2_000)
    void start() {
        if (isAlive()) {
            return;
        }
        if (!topics.areThere()) {
            if (!waiting) {
                waiting = true;
                LOG.warn("waiting for Kafka");
            }
            return;
        }
        try {
            streams.stop();
            streams.start();
            LOG.info("reports are read");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("cannot read reports, will retry");
        }
    }

    private void store(WindowReports reports) {
        var merged = reports.merged();
        store(merged);
        merged.stream()
                .map(RelayWindow::start)
                .max(Instant::compareTo)
                .ifPresent(start -> lag = Duration.between(start, time.instant()));
    }

    /** Together; one by one where PostgreSQL refuses some. */
    private void store(List<RelayWindow> merged) {
        try {
            windows.store(merged);
            stored.increment(merged.size());
        } catch (RuntimeException e) {
            if (!StorageFailure.isFaultOfData(e)) {
                throw e;
            }
            if (merged.size() == 1) {
                intake.refuse(merged.getFirst(), e);
            } else {
                merged.forEach(window -> store(List.of(window)));
            }
        }
    }

    /** Whether reports are read, or Kafka was never there. */
    boolean isReading() {
        return !topics.areThere() || isAlive();
    }

    private boolean isAlive() {
        var running = streams.getKafkaStreams();
        return running != null
                && switch (running.state()) {
                    case CREATED, REBALANCING, RUNNING -> true;
                    case ERROR, PENDING_ERROR, PENDING_SHUTDOWN, NOT_RUNNING -> false;
                };
    }

    private boolean isServing() {
        var running = streams.getKafkaStreams();
        return running != null && running.state() == KafkaStreams.State.RUNNING;
    }
}
