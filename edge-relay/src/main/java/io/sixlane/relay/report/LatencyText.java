package io.sixlane.relay.report;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.packedarray.PackedLongArray;

/**
 * Counts on the {@link LatencyScale} as a histogram's text: compressed and Base64. One for the
 * process: a histogram that was encoded keeps buffers of 400 KB.
 */
final class LatencyText {
    private static final LatencyText ONE = new LatencyText();

    private final Histogram histogram = LatencyScale.newHistogram();
    private final ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());

    private LatencyText() {}

    static String of(PackedLongArray counts) {
        return ONE.encode(counts);
    }

    private synchronized String encode(PackedLongArray counts) {
        histogram.reset();
        for (var step : counts.nonZeroValues()) {
            histogram.recordValueWithCount(
                    LatencyScale.value(Math.toIntExact(step.getIndex())), step.getValue());
        }
        buffer.clear();
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
