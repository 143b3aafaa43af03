package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpusTest {
    @Test
    void few_cpus_are_shared_by_all() {
        assertThat(Cpus.of(1)).isEqualTo(new Cpus("0-0", 1, "0-0", 1));
        assertThat(Cpus.of(3)).isEqualTo(new Cpus("0-2", 3, "0-2", 3));
    }

    @Test
    void the_relay_gets_the_upper_half_of_many_cpus() {
        assertThat(Cpus.of(4)).isEqualTo(new Cpus("2-3", 2, "0-1", 2));
        assertThat(Cpus.of(9)).isEqualTo(new Cpus("4-8", 5, "0-3", 4));
    }
}
