package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The offsets of linux/tcp.h. */
class TcpInfoTest {
    @Test
    void bytes_received_are_those_of_the_stream() {
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(TcpInfo.BYTES, 8);
            segment.set(JAVA_LONG_UNALIGNED, 120, 7); // tcpi_bytes_acked
            segment.set(JAVA_LONG_UNALIGNED, 128, 11); // tcpi_bytes_received
            assertThat(new TcpInfo(segment).received()).isEqualTo(11);
        }
    }

    @Test
    void the_window_is_counted_in_bytes() {
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(TcpInfo.BYTES, 8);
            segment.set(JAVA_INT_UNALIGNED, 16, 1_448); // tcpi_snd_mss
            segment.set(JAVA_INT_UNALIGNED, 80, 10); // tcpi_snd_cwnd
            assertThat(new TcpInfo(segment).congestionWindow()).isEqualTo(14_480);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 100_000, 14_480", // paced to 20 kB in two round trips
        "10, 10_000, 2_000",
        "10, -1, 14_480", // no limit
        "4, 100_000, 20_000", // BBR measures the round-trip time
        "4, 10_000, 2_000",
        "4, -1, 5_792",
    })
    void a_connection_is_as_warm_as_its_window_and_its_pace(
            int window, String pace, String warmth) {
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(TcpInfo.BYTES, 8);
            segment.set(JAVA_INT_UNALIGNED, 16, 1_448); // tcpi_snd_mss
            segment.set(JAVA_INT_UNALIGNED, 68, 100_000); // tcpi_rtt
            segment.set(JAVA_INT_UNALIGNED, 80, window); // tcpi_snd_cwnd
            segment.set(JAVA_LONG_UNALIGNED, 104, number(pace)); // tcpi_pacing_rate
            assertThat(new TcpInfo(segment).warmth()).isEqualTo(number(warmth));
        }
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
