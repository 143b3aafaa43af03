package io.sixlane.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WindowLatenciesTest {
    private final CountedLatencies counted = new CountedLatencies();
    private final WindowLatencies window = new WindowLatencies();

    @Test
    void sums_samples_of_several_batches() throws DataFormatException {
        counted.record(7);
        counted.record(1_234_567);
        window.add(counted.take());
        counted.record(7);
        window.add(counted.take());

        var histogram = decoded(window.text());
        assertThat(histogram.getTotalCount()).isEqualTo(3);
        assertThat(histogram.getCountAtValue(7)).isEqualTo(2);
        assertThat(histogram.getCountAtValue(1_234_567)).isEqualTo(1);
    }

    @Test
    void values_out_of_range_count_as_the_nearest() throws DataFormatException {
        counted.record(-5);
        counted.record(Long.MAX_VALUE);
        window.add(counted.take());

        var histogram = decoded(window.text());
        assertThat(histogram.getCountAtValue(0)).isEqualTo(1);
        assertThat(histogram.getCountAtValue(LatencyScale.HIGHEST)).isEqualTo(1);
    }

    @Test
    void a_new_window_is_empty() throws DataFormatException {
        counted.record(7);
        window.add(counted.take());
        window.begin();

        assertThat(window.isEmpty()).isTrue();
        assertThat(window.textOrNull()).isNull();
        assertThat(decoded(window.text()).getTotalCount()).isZero();
        assertThat(window.add(counted.take())).isFalse();
    }

    @Test
    void the_latest_of_very_many_samples_in_one_batch_are_kept() throws DataFormatException {
        for (var i = 0; i < CountedLatencies.MOST; i++) {
            counted.record(1);
        }
        counted.record(2);
        window.add(counted.take());

        var histogram = decoded(window.text());
        assertThat(histogram.getTotalCount()).isEqualTo(CountedLatencies.MOST);
        assertThat(histogram.getCountAtValue(2)).isEqualTo(1);
    }

    /** The library's own encoding takes, and keeps, about 400 KB for each histogram. */
    @Test
    void a_text_costs_its_length() {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        counted.record(7);
        window.add(counted.take());
        window.text();

        var before = thread.getCurrentThreadAllocatedBytes();
        for (var i = 0; i < 100; i++) {
            var one = new WindowLatencies();
            counted.record(i);
            one.add(counted.take());
            one.text();
        }
        assertThat((thread.getCurrentThreadAllocatedBytes() - before) / 100).isLessThan(20_000);
    }

    private static Histogram decoded(String text) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    }
}
