package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void first_byte_latency_is_what_a_relay_adds_to_no_relay() {
        add("none", Column.FB, 100, Double.NaN);
        add("sixlane", Column.FB, 200, Double.NaN);

        assertThat(results.firstByteAddedMicros("sixlane")).isEqualTo(100);
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
