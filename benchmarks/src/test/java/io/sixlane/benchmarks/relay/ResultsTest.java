package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void a_ratio_compares_medians_with_the_best_haproxy_of_its_column() {
        add("haproxy", Column.U1, 10, 0.2);
        add("haproxy-splice", Column.U1, 40, 0.1);
        add("haproxy", Column.KA, 120, 0);
        add("haproxy-splice", Column.KA, 100, 0);
        add("sixlane", Column.U1, 20, 0.1);
        add("sixlane", Column.U1, 50, 0.1);
        add("sixlane", Column.U1, 90, 0.1);
        add("sixlane", Column.KA, 150, 0);

        assertThat(results.ratios("sixlane"))
                .contains(entry("u1", 1.25), entry("ka", 1.25), entry("cpuPerGb", 1.0));
    }

    @Test
    void for_costs_the_best_is_the_lowest() {
        add("haproxy", Column.IDLE, 4, Double.NaN);
        add("haproxy-splice", Column.IDLE, 2, Double.NaN);
        add("sixlane", Column.IDLE, 1, Double.NaN);

        assertThat(results.ratios("sixlane")).containsOnly(entry("idleKb", 0.5));
    }

    @Test
    void first_byte_latency_is_what_a_relay_adds_to_no_relay() {
        add("none", Column.FB, 100, Double.NaN);
        add("haproxy", Column.FB, 150, Double.NaN);
        add("sixlane", Column.FB, 200, Double.NaN);

        assertThat(results.firstByteAddedMicros("sixlane")).isEqualTo(100);
        assertThat(results.ratios("sixlane")).containsOnly(entry("firstByteP99", 2.0));
    }

    @Test
    void a_missing_measurement_has_no_ratio() {
        add("sixlane", Column.U1, 20, 0.1);

        assertThat(results.ratios("sixlane")).isEmpty();
    }

    @Test
    void a_spread_names_the_middle_and_both_ends() {
        add("nginx", Column.CL, 3, 0.3);
        add("nginx", Column.CL, 1, 0.1);
        add("nginx", Column.CL, 8, 0.4);
        add("nginx", Column.CL, 5, 0.2);

        assertThat(results.value("nginx", Column.CL)).isEqualTo(new Spread(4, 1, 8));
        assertThat(results.cpuPerConnection("nginx")).isEqualTo(new Spread(0.25, 0.1, 0.4));
    }

    private void add(String peer, Column column, double value, double cpuPerUnit) {
        results.add(peer, column, new Sample(value, Double.NaN, cpuPerUnit));
    }
}
