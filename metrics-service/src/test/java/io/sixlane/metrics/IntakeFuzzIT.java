package io.sixlane.metrics;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.metrics.flow.FlowFuzz;
import io.sixlane.metrics.report.ReportFuzz;
import io.sixlane.testsupport.Fuzzing;
import io.sixlane.testsupport.Fuzzing.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeFuzzIT {
    @Test
    void any_report_or_flow_is_stored_or_refused(@TempDir Path folder) throws Exception {
        var now = FlowFuzz.RECEIVED.minusSeconds(10);
        Fuzzing.check(
                folder,
                List.of(
                        new Target(
                                ReportFuzz.class,
                                List.of(
                                        json(
                                                Reports.report(
                                                        "relay-1",
                                                        Reports.FIRST_LIFE,
                                                        Reports.START,
                                                        1,
                                                        5)),
                                        json(
                                                Reports.detailed(
                                                        "ga-1",
                                                        "relay-1",
                                                        "cn-hongkong",
                                                        Reports.START)))),
                        new Target(
                                FlowFuzz.class,
                                List.of(
                                        json(Reports.flow(1, "2001:db8::1", 41_001, now, null)),
                                        json(Reports.flow(1, "192.0.2.1", 41_001, now, now))))));
    }

    private static byte[] json(Object message) {
        return ConfigurationJson.write(message);
    }
}
