package io.sixlane.metrics.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.TrafficReport;
import io.sixlane.metrics.Reports;
import io.sixlane.metrics.intake.RefusedRecords.Place;
import io.sixlane.metrics.window.ReportedWindow;
import io.sixlane.metrics.window.Rolling;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report from any writer to the topic: it is set aside, or its window can be rolled up, alone and
 * beside another one of the same relay.
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
        var reported = INTAKE.admit(PLACE, key(input), input, RECEIVED);
        if (reported == null) {
            return;
        }
        var text = reported.toString();
        if (text.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text)) {
            throw new AssertionError(text);
        }
        var beside =
                ReportedWindow.of(
                        Reports.report(
                                reported.window().relayId(),
                                Reports.SECOND_LIFE,
                                Reports.START,
                                1,
                                5));
        for (var together : List.of(List.of(reported), List.of(reported, beside))) {
            var _ = ConfigurationJson.write(Rolling.up(together).listeners());
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
