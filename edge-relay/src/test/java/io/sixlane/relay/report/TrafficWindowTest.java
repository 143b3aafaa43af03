package io.sixlane.relay.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.TrafficReport;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {
    private final AcceleratorTraffic traffic = new AcceleratorTraffic();
    private final TrafficWindow window = new TrafficWindow(new AcceleratorId("ga-1"), traffic);

    @Test
    void is_absolute_in_a_window_and_starts_anew_in_the_next() throws DataFormatException {
        traffic.opened();
        traffic.connected(2_000_000);
        traffic.bytesIn(100);
        var first = report("2026-11-23T00:00:03Z");
        traffic.bytesIn(50);
        traffic.bytesOut(7);
        traffic.firstByte(5_000_000);
        var second = report("2026-11-23T00:00:04Z");
        traffic.bytesIn(1);
        traffic.closed();
        var third = report("2026-11-23T00:00:10Z");

        assertThat(first.windowStart()).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(first.bytesIn()).isEqualTo(100);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.bytesIn()).isEqualTo(150);
        assertThat(second.bytesOut()).isEqualTo(7);
        assertThat(second.connectionsOpened()).isEqualTo(1);
        assertThat(second.connectionsActive()).isEqualTo(1);
        assertThat(decoded(second.connectMicros()).getTotalCount()).isEqualTo(1);
        assertThat(decoded(second.connectMicros()).getMaxValue()).isBetween(2_000L, 2_001L);
        assertThat(decoded(second.firstByteMicros()).getMaxValue()).isBetween(5_000L, 5_003L);
        assertThat(third.windowStart()).isEqualTo("2026-11-23T00:00:10Z");
        assertThat(third.sequence()).isEqualTo(1);
        assertThat(third.bytesIn()).isEqualTo(1);
        assertThat(third.connectionsOpened()).isZero();
        assertThat(third.connectionsActive()).isZero();
        assertThat(decoded(third.connectMicros()).getTotalCount()).isZero();
    }

    @Test
    void says_nothing_when_nothing_happened() {
        assertThat(advance("2026-11-23T00:00:03Z")).isNull();
        traffic.opened();
        assertThat(advance("2026-11-23T00:00:04Z")).isNotNull();
        assertThat(advance("2026-11-23T00:00:05Z")).isNull();
        assertThat(advance("2026-11-23T00:00:15Z")).isNull();
    }

    @Test
    void counts_what_takes_longer_than_an_hour_as_an_hour() throws DataFormatException {
        traffic.connected(Long.MAX_VALUE);
        assertThat(decoded(report("2026-11-23T00:00:03Z").connectMicros()).getMaxValue())
                .isGreaterThanOrEqualTo(3_600_000_000L);
    }

    private TrafficReport report(String moment) {
        var report = advance(moment);
        return requireNonNull(report);
    }

    private @Nullable TrafficReport advance(String moment) {
        return window.advance(Instant.parse(moment), "relay-1", "cn-hongkong", Instant.EPOCH);
    }

    private static Histogram decoded(String text) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    }
}
