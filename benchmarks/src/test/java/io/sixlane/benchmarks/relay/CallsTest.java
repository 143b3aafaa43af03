package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallsTest {
    @Test
    void the_counts_of_perf_are_divided_by_the_units_of_work() throws IOException {
        var text =
                """
                # started on Mon Nov 30 11:00:00 2026

                1250,,raw_syscalls:sys_enter,566182,100.00,,
                40,,context-switches,566182,100.00,70.6,/sec
                400,,syscalls:sys_enter_recvfrom,566182,100.00,,
                0,,syscalls:sys_enter_splice,566182,100.00,,
                <not counted>,,syscalls:sys_enter_bind,0,100.00,,
                """;

        assertThat(Calls.parse(text, 100)).isEqualTo(new Calls(12.5, 0.4, Map.of("recvfrom", 4.0)));
        assertThatThrownBy(() -> Calls.parse("Error: no permission", 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no permission");
    }

    @Test
    void calls_are_compared_with_the_rival_that_needs_fewest() {
        var results = new Results();
        for (var time = 1; time <= 3; time++) {
            results.add("haproxy", Column.CL, calls(17.5));
            results.add("haproxy-splice", Column.CL, calls(20));
            results.add("sixlane", Column.CL, calls(12.25));
        }

        var ratio =
                results.callsRatio("sixlane", List.of("haproxy", "haproxy-splice"), Column.CL, 1);

        assertThat(ratio.rounded()).isEqualTo(new Interval(0.7, 0.7, 0.7, 3));
        assertThat(results.callsPerUnit("sixlane", Column.CL).median()).isEqualTo(12.25);
        assertThat(results.callsRatio("sixlane", List.of("nginx"), Column.CL, 1).exists())
                .isFalse();
    }

    private static Calls calls(double all) {
        return new Calls(all, 0, Map.of());
    }
}
