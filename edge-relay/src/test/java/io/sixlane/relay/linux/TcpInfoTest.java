package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

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
}
