package io.sixlane.metrics.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.window.Latencies;
import io.sixlane.metrics.window.Listeners;
import io.sixlane.metrics.window.RelayWindow;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The door for reports: what cannot be aggregated is counted, logged and left out, so that one bad
 * record never stops the stream.
 */
@Component
class ReportIntake {
    /** Characters of a relay's id or region. */
    private static final int LONGEST_NAME = 100;

    /** How far a relay's clock may be ahead of ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);

    private final InstantSource time;
    private final Counter consumed;
    private final Counter refused;

    ReportIntake(InstantSource time, MeterRegistry meters) {
        this.time = time;
        consumed = meters.counter(MeterNames.REPORTS_CONSUMED);
        refused = meters.counter(MeterNames.REPORTS_REFUSED);
    }

    /** Reads a record's value; null when it is refused. */
    @Nullable TrafficReport admit(byte @Nullable [] json) {
        consumed.increment();
        try {
            if (json == null) {
                throw new IllegalArgumentException("a report is not empty");
            }
            var report = ConfigurationJson.read(json, TrafficReport.class);
            check(report);
            return report;
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
            return null;
        }
    }

    /** Whether the record's key is the accelerator's id, which its partition depends on. */
    boolean isKeyedRight(@Nullable String key, TrafficReport report) {
        var right = report.acceleratorId().text().equals(key);
        if (!right) {
            refuse("the key must be %s, was %s".formatted(report.acceleratorId(), key));
        }
        return right;
    }

    private void refuse(@Nullable String cause) {
        refused.increment();
        LOG.atWarn().addKeyValue("cause", cause).log("report refused");
    }

    private void check(TrafficReport report) {
        name("relayId", report.relayId());
        name("region", report.region());
        var seconds = report.windowSeconds();
        if (seconds < 1 || seconds > RelayWindow.LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "windowSeconds must be 1 to %s, was %s"
                            .formatted(RelayWindow.LONGEST_SECONDS, seconds));
        }
        var start = report.windowStart();
        if (start.getNano() != 0 || Math.floorMod(start.getEpochSecond(), (long) seconds) != 0) {
            throw new IllegalArgumentException(
                    "windowStart must be a multiple of %s s, was %s".formatted(seconds, start));
        }
        if (start.getEpochSecond() < 0 || start.isAfter(time.instant().plus(CLOCK_TOLERANCE))) {
            throw new IllegalArgumentException(
                    "windowStart must not be in the future, was %s (is the clock of %s right?)"
                            .formatted(start, report.relayId()));
        }
        if (report.connectionsOpened() < 0
                || report.connectionsActive() < 0
                || report.connectionsRefused() < 0
                || report.connectionsFailed() < 0
                || report.bytesIn() < 0
                || report.bytesOut() < 0) {
            throw new IllegalArgumentException("no counter may be negative, was " + report);
        }
        var _ = Latencies.fromText(report.connectMicros());
        var _ = Latencies.fromText(report.firstByteMicros());
        checkListeners(report);
    }

    /** Adding them up reads every histogram. */
    private static void checkListeners(TrafficReport report) {
        if (report.listeners() == null) {
            return;
        }
        var sums = new Listeners();
        sums.add(report.listeners());
        for (var listener : sums.parts().values()) {
            if (listener.connectionsOpened() < 0
                    || listener.endpoints().values().stream()
                            .anyMatch(e -> e.bytesIn() < 0 || e.bytesOut() < 0)) {
                throw new IllegalArgumentException("no counter may be negative, was " + report);
            }
        }
    }

    private static void name(String field, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %s characters".formatted(field, LONGEST_NAME));
        }
    }
}
