package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkReportTest {
    private static final String REPORT =
            """
            Running 3s test @ http://[fd00:6::1]:8080/
              2 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     0.90ms  300.00us  12.00ms   79.00%
                Req/Sec    60.00k     3.00k   66.00k    70.00%
              Latency Distribution
                 50%  800.00us
                 99%    1.25ms
              360000 requests in 3.00s, 60.00MB read
            Requests/sec: 120000.50
            Transfer/sec:     20.00MB
            """;

    @Test
    void rate_p99_and_number_of_requests_are_read() throws Exception {
        assertThat(WrkReport.parse(REPORT)).isEqualTo(new WrkReport(120_000.5, 1.25, 360_000));
    }

    @Test
    void microseconds_and_seconds_become_milliseconds() throws Exception {
        assertThat(WrkReport.parse(REPORT.replace("1.25ms", "500.00us")).p99Millis())
                .isEqualTo(0.5);
        assertThat(WrkReport.parse(REPORT.replace("1.25ms", "1.50s")).p99Millis()).isEqualTo(1_500);
    }

    @Test
    void a_run_with_more_than_one_failure_in_a_thousand_is_rejected() throws Exception {
        var few = REPORT + "  Socket errors: connect 0, read 300, write 0, timeout 60\n";
        assertThat(WrkReport.parse(few).requests()).isEqualTo(360_000);

        var many = REPORT + "  Socket errors: connect 0, read 300, write 1, timeout 60\n";
        assertThatThrownBy(() -> WrkReport.parse(many))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed");
        assertThatThrownBy(() -> WrkReport.parse(REPORT + "  Non-2xx or 3xx responses: 361\n"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void invalid_reports_are_refused() {
        assertThatThrownBy(() -> WrkReport.parse("unable to connect"))
                .isInstanceOf(IOException.class);
    }
}
