package io.sixlane.metrics.window;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, in microseconds, as a histogram that can be added to others without loss
 * (3 significant digits; source: HdrHistogram). Mutable, for one thread.
 */
public final class Latencies {
    private static final int SIGNIFICANT_DIGITS = 3;

    // The compressed form, version 2 (source: HdrHistogram, AbstractHistogram): a cookie and the
    // length of what is compressed; in that a cookie, two numbers of 4 bytes, and the digits.
    private static final int CONTENT_AT = 8;
    private static final int HEADER_BYTES = 16;
    private static final int DIGITS_AT = 12;
    private static final int FORMAT = 0x1c849303;
    private static final int WORD_SIZE_BITS = 0xf0;

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);

    private Latencies() {}

    /** No sample. */
    public static Latencies none() {
        return new Latencies();
    }

    /**
     * Reads a report's histogram; an empty text holds no sample.
     *
     * @param base64 a compressed HdrHistogram
     * @throws IllegalArgumentException if it is something else
     */
    public static Latencies fromText(String base64) {
        return fromBytes(Base64.getDecoder().decode(base64));
    }

    /** The same, without the Base64. */
    static Latencies fromBytes(byte[] compressed) {
        var latencies = new Latencies();
        if (compressed.length == 0) {
            return latencies;
        }
        try {
            checkPrecision(compressed);
            latencies.histogram.add(
                    Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(compressed), 0));
            return latencies;
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("not a compressed HdrHistogram", e);
        }
    }

    /** Checks the header before decoding: five digits take 50 MB, whatever was recorded. */
    private static void checkPrecision(byte[] compressed) throws DataFormatException {
        var inflater = new Inflater();
        try {
            var header = new byte[HEADER_BYTES];
            inflater.setInput(compressed, CONTENT_AT, compressed.length - CONTENT_AT);
            for (var read = 0; read < header.length; ) {
                var more = inflater.inflate(header, read, header.length - read);
                if (more == 0) {
                    throw new DataFormatException("shorter than its header");
                }
                read += more;
            }
            var format = ByteBuffer.wrap(header).getInt(0) & ~WORD_SIZE_BITS;
            var digits = ByteBuffer.wrap(header).getInt(DIGITS_AT);
            if (format != FORMAT || digits < 0 || digits > SIGNIFICANT_DIGITS) {
                throw new DataFormatException(
                        "must have at most %s digits, has %s"
                                .formatted(SIGNIFICANT_DIGITS, digits));
            }
        } finally {
            inflater.end();
        }
    }

    /** Adds one sample, in microseconds, at least 0. */
    public void record(long micros) {
        histogram.recordValue(micros);
    }

    /** Adds all samples of {@code other}, which stays as it is. */
    public void add(Latencies other) {
        histogram.add(other.histogram);
    }

    /** Samples. */
    public long count() {
        return histogram.getTotalCount();
    }

    /**
     * The value that {@code percent} of the samples do not exceed, in microseconds.
     *
     * @param percent 0 to 100
     * @return null when there is no sample
     */
    public @Nullable Long percentile(double percent) {
        return count() == 0 ? null : histogram.getValueAtPercentile(percent);
    }

    /** The form that reports carry. */
    public String toText() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    byte[] toBytes() {
        if (count() == 0) {
            return new byte[0];
        }
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        var bytes = new byte[length];
        buffer.flip().get(bytes);
        return bytes;
    }
}
