package io.sixlane.metrics.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.Reports;
import io.sixlane.metrics.intake.RefusedRecords.Place;
import io.sixlane.metrics.window.WindowReports;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report from any writer to the topic: it is set aside, or comes back from the store of windows
 * as it was, and its window, alone and beside another one of the same relay, can be stored.
 */
public final class ReportFuzz {
    /** When the seeds were received. */
    private static final Instant RECEIVED = Reports.START.plusSeconds(30);

    private static final Place PLACE = new Place("reports", 0, 0);
    private static final ReportIntake INTAKE =
            new ReportIntake((_, _, _) -> {}, new SimpleMeterRegistry());

    private ReportFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        var report = INTAKE.admit(PLACE, key(input), input, RECEIVED);
        if (report == null) {
            return;
        }
        var text = report.toString();
        if (text.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text)) {
            throw new AssertionError(text);
        }
        var alone = WindowReports.NONE.with(report);
        var stored = ConfigurationJson.read(ConfigurationJson.write(alone), WindowReports.class);
        if (!stored.equals(alone)) {
            throw new AssertionError(stored + " is not " + alone);
        }
        var beside =
                alone.with(
                        Reports.report(report.relayId(), Reports.SECOND_LIFE, Reports.START, 1, 5));
        for (var window : beside.merged()) {
            var _ = ConfigurationJson.write(window.listeners());
        }
    }

    /** The accelerator that the report names, for the right key. */
    private static @Nullable String key(byte[] input) {
        try {
            return ConfigurationJson.read(input, TrafficReport.class).acceleratorId().text();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
