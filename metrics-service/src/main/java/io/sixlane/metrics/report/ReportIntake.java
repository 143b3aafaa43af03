package io.sixlane.metrics.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RecordFields;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.configuration.relay.TrafficReport.CauseCount;
import io.sixlane.configuration.relay.TrafficReport.EndpointTraffic;
import io.sixlane.configuration.relay.TrafficReport.ListenerTraffic;
import io.sixlane.configuration.relay.TrafficReport.TcpQuality;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import io.sixlane.metrics.intake.RefusedRecords;
import io.sixlane.metrics.intake.RefusedRecords.Place;
import io.sixlane.metrics.intake.RelayClock;
import io.sixlane.metrics.window.Listeners;
import io.sixlane.metrics.window.RelayWindow;
import io.sixlane.metrics.window.ReportedWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door for reports: what cannot be aggregated and stored is set aside, so that one bad record
 * never stops the reader.
 */
@Component
class ReportIntake {
    private final RefusedRecords refusals;
    private final Counter consumed;
    private final Counter refused;

    ReportIntake(RefusedRecords refusals, MeterRegistry meters) {
        this.refusals = refusals;
        consumed = meters.counter(MeterNames.REPORTS_CONSUMED);
        refused = meters.counter(MeterNames.REPORTS_REFUSED);
    }

    /**
     * Reads a record; null when it is refused.
     *
     * @param key must be the accelerator's id, which the partition depends on
     * @param received by the broker's clock
     */
    @Nullable ReportedWindow admit(
            Place place, @Nullable String key, byte @Nullable [] json, Instant received) {
        consumed.increment();
        try {
            return read(key, json, received);
        } catch (RuntimeException e) {
            refuse(place, json, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Sets a record aside, as one does that PostgreSQL never takes although it was admitted. */
    void refuse(Place place, byte @Nullable [] json, String cause) {
        refusals.setAside(place, json, cause);
        refused.increment();
    }

    private static ReportedWindow read(
            @Nullable String key, byte @Nullable [] json, Instant received) {
        if (json == null) {
            throw new IllegalArgumentException("a report is not empty");
        }
        var report = ConfigurationJson.read(json, TrafficReport.class);
        if (!report.acceleratorId().text().equals(key)) {
            throw new IllegalArgumentException(
                    "the key must be %s, was %s".formatted(report.acceleratorId(), key));
        }
        RecordFields.json(json, () -> ConfigurationJson.write(report));
        check(report, received);
        // The later steps, up to windows of a day, must not fail.
        new Listeners().add(report.listeners()); // as beside a report of another incarnation
        return ReportedWindow.of(report);
    }

    private static void check(TrafficReport report, Instant received) {
        RecordFields.name("relayId", report.relayId());
        RecordFields.name("region", report.region());
        RecordFields.moment("incarnation", report.incarnation());
        var seconds = report.windowSeconds();
        if (seconds < 1 || seconds > RelayWindow.LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "windowSeconds must be 1 to %s, was %s"
                            .formatted(RelayWindow.LONGEST_SECONDS, seconds));
        }
        var start = report.windowStart();
        RelayClock.check("windowStart", start, received, report.relayId());
        if (start.getNano() != 0 || Math.floorMod(start.getEpochSecond(), (long) seconds) != 0) {
            throw new IllegalArgumentException(
                    "windowStart must be a multiple of %s s, was %s".formatted(seconds, start));
        }
        RecordFields.count("connectionsOpened", report.connectionsOpened());
        RecordFields.count("connectionsActive", report.connectionsActive());
        RecordFields.count("connectionsRefused", report.connectionsRefused());
        RecordFields.count("connectionsFailed", report.connectionsFailed());
        RecordFields.bytes("bytesIn", report.bytesIn());
        RecordFields.bytes("bytesOut", report.bytesOut());
        RecordFields.name("account", report.account());
        report.listeners().forEach(ReportIntake::check);
    }

    private static void check(ListenerTraffic listener) {
        RecordFields.count("connectionsOpened", listener.connectionsOpened());
        RecordFields.count("connectionsActive", listener.connectionsActive());
        causes("refused", listener.refused());
        causes("ended", listener.ended());
        listener.endpoints().forEach(ReportIntake::check);
    }

    private static void check(EndpointTraffic endpoint) {
        RecordFields.name("endpointGroupRegion", endpoint.endpointGroupRegion());
        RecordFields.count("connectionsOpened", endpoint.connectionsOpened());
        RecordFields.count("connectionsActive", endpoint.connectionsActive());
        causes("attemptsFailed", endpoint.attemptsFailed());
        ways(endpoint.ways());
        RecordFields.bytes("bytesIn", endpoint.bytesIn());
        RecordFields.bytes("bytesOut", endpoint.bytesOut());
        check(endpoint.client());
        check(endpoint.endpoint());
    }

    private static void ways(List<WayCount> ways) {
        RecordFields.range("ways", ways.size(), TrafficReport.MOST_WAYS);
        for (var counted : ways) {
            RecordFields.way(counted.way());
            RecordFields.count("ways.connectionsOpened", counted.connectionsOpened());
        }
    }

    private static void check(@Nullable TcpQuality side) {
        if (side != null) {
            RecordFields.count("segmentsSent", side.segmentsSent());
            RecordFields.count("segmentsRetransmitted", side.segmentsRetransmitted());
        }
    }

    private static void causes(String field, List<CauseCount> causes) {
        for (var counted : causes) {
            RecordFields.name(field, counted.cause());
            RecordFields.count(field, counted.count());
        }
    }
}
