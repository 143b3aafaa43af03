package io.sixlane.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sixlane.metrics.Reports;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.PackedHistogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void merged_percentiles_are_those_of_all_samples_together() {
        var fast = Latencies.fromText(Reports.micros(1, 90));
        fast.add(Latencies.fromText(Reports.micros(991, 1000)));

        assertThat(fast.count()).isEqualTo(100);
        assertThat(fast.percentile(50)).isEqualTo(50);
        assertThat(fast.percentile(90)).isEqualTo(90);
        assertThat(fast.percentile(95)).isEqualTo(995);
        assertThat(fast.percentile(99)).isEqualTo(999);
    }

    @Test
    void has_no_percentile_without_a_sample() {
        assertThat(Latencies.none().percentile(50)).isNull();
        assertThat(Latencies.fromText("").percentile(99)).isNull();
        assertThat(Latencies.fromText(Latencies.none().toText()).count()).isZero();
    }

    @Test
    void reads_a_packed_histogram_of_another_precision_and_range() {
        var coarse = new PackedHistogram(1, 60_000_000L, 2);
        coarse.recordValue(42);
        var buffer = ByteBuffer.allocate(coarse.getNeededByteBufferCapacity());
        var length = coarse.encodeIntoCompressedByteBuffer(buffer);
        var text = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));

        var merged = Latencies.fromText(Reports.micros(42, 42));
        merged.add(Latencies.fromText(text));

        assertThat(merged.count()).isEqualTo(2);
        assertThat(merged.percentile(99)).isEqualTo(42);
    }

    /** It would take 50 MB for one sample. */
    @Test
    void refuses_a_histogram_of_five_digits() {
        var fine = new PackedHistogram(1, Long.MAX_VALUE / 2, 5);
        fine.recordValue(42);
        var buffer = ByteBuffer.allocate(fine.getNeededByteBufferCapacity());
        var length = fine.encodeIntoCompressedByteBuffer(buffer);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latencies.fromBytes(Arrays.copyOf(buffer.array(), length)))
                .havingRootCause()
                .withMessage("must have at most 3 digits, has 5");
    }

    @Test
    void refuses_an_invalid_histogram() {
        assertThatIllegalArgumentException().isThrownBy(() -> Latencies.fromText("bm90aGluZw=="));
        assertThatIllegalArgumentException().isThrownBy(() -> Latencies.fromText("%"));
        var whole = Base64.getDecoder().decode(Reports.micros(1, 500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latencies.fromBytes(Arrays.copyOf(whole, whole.length / 2)));
        for (var length = 1; length < 30; length++) {
            var beginning = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Latencies.fromBytes(beginning));
        }
    }
}
