package io.sixlane.relay.report;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One histogram of a window; used by the reporting thread alone. */
final class WindowLatencies {
    private final Histogram sum = CountedLatencies.newHistogram();

    /** Encoding deflates, so an unchanged one is not encoded again. */
    private @Nullable String encoded;

    /** A new window. */
    void begin() {
        if (!isEmpty()) {
            sum.reset();
            encoded = null;
        }
    }

    /** Returns whether there was anything to add. */
    boolean add(@Nullable Histogram taken) {
        if (taken == null) {
            return false;
        }
        sum.add(taken);
        encoded = null;
        return true;
    }

    boolean isEmpty() {
        return sum.getTotalCount() == 0;
    }

    /** Compressed and Base64. */
    String text() {
        var text = encoded;
        if (text == null) {
            var buffer = ByteBuffer.allocate(sum.getNeededByteBufferCapacity());
            var length = sum.encodeIntoCompressedByteBuffer(buffer);
            text = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
            encoded = text;
        }
        return text;
    }

    /** Null without a sample. */
    @Nullable String textOrNull() {
        return isEmpty() ? null : text();
    }
}
