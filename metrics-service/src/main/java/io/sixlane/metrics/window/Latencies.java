package io.sixlane.metrics.window;

import java.nio.ByteBuffer;
import java.util.Arrays;
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

    // The form of version 2 (source: HdrHistogram, AbstractHistogram): a cookie, two numbers of 4
    // bytes, and the digits; compressed, behind a cookie and the length of what is compressed.
    private static final int CONTENT_AT = 8;
    private static final int DIGITS_AT = 12;
    private static final int FORMAT = 0x1c849303;
    private static final int COMPRESSED_FORMAT = 0x1c849304;
    private static final int WORD_SIZE_BITS = 0xf0;

    /** The largest of three digits, of 9 bytes for each of its counts, and more. */
    private static final int MOST_BYTES = 600_000;

    private static final int STEP_BYTES = 2_048;

    /** Null without a sample: an empty one takes 16 KB. */
    private @Nullable Histogram histogram;

    /** The form that it was read from, until it changes. */
    private byte @Nullable [] read;

    private Latencies(@Nullable Histogram histogram, byte @Nullable [] read) {
        this.histogram = histogram;
        this.read = read;
    }

    /** No sample. */
    public static Latencies none() {
        return new Latencies(null, null);
    }

    /**
     * Reads a report's histogram; an empty text holds no sample.
     *
     * @param base64 an HdrHistogram, compressed or not
     * @throws IllegalArgumentException if it is something else
     */
    public static Latencies fromText(String base64) {
        return fromBytes(Base64.getDecoder().decode(base64));
    }

    /** The same, without the Base64; compressed or not. */
    static Latencies fromBytes(byte[] encoded) {
        if (encoded.length == 0) {
            return none();
        }
        try {
            var plain = formatOf(encoded) == COMPRESSED_FORMAT ? inflated(encoded) : encoded;
            checkPrecision(plain);
            var decoded = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(plain), 0);
            return new Latencies(usual(decoded), encoded);
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("not an encoded HdrHistogram", e);
        }
    }

    /** The histogram itself where others can be added to it. */
    private static Histogram usual(Histogram decoded) {
        if (decoded.getNumberOfSignificantValueDigits() == SIGNIFICANT_DIGITS
                && decoded.getLowestDiscernibleValue() == 1) {
            decoded.setAutoResize(true);
            return decoded;
        }
        var histogram = new Histogram(SIGNIFICANT_DIGITS);
        histogram.add(decoded);
        return histogram;
    }

    private static int formatOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(0) & ~WORD_SIZE_BITS;
    }

    /** Checks the header before decoding: five digits take 50 MB, whatever was recorded. */
    private static void checkPrecision(byte[] header) throws DataFormatException {
        var digits = ByteBuffer.wrap(header).getInt(DIGITS_AT);
        if (formatOf(header) != FORMAT || digits < 0 || digits > SIGNIFICANT_DIGITS) {
            throw new DataFormatException(
                    "must have at most %s digits, has %s".formatted(SIGNIFICANT_DIGITS, digits));
        }
    }

    private static byte[] inflated(byte[] compressed) throws DataFormatException {
        var inflater = new Inflater();
        try {
            inflater.setInput(compressed, CONTENT_AT, compressed.length - CONTENT_AT);
            var plain = new byte[STEP_BYTES];
            var length = 0;
            while (!inflater.finished()) {
                if (length == plain.length) {
                    plain = Arrays.copyOf(plain, 4 * length);
                }
                var more = inflater.inflate(plain, length, plain.length - length);
                if (more == 0 && !inflater.finished()) {
                    throw new DataFormatException("it is cut off");
                }
                length += more;
                if (length > MOST_BYTES) {
                    throw new DataFormatException(
                            "must have at most %s bytes".formatted(MOST_BYTES));
                }
            }
            return Arrays.copyOf(plain, length);
        } finally {
            inflater.end();
        }
    }

    /** Adds one sample, in microseconds, at least 0. */
    public void record(long micros) {
        var into = histogram == null ? new Histogram(SIGNIFICANT_DIGITS) : histogram;
        into.recordValue(micros);
        histogram = into;
        read = null;
    }

    /** Adds all samples of {@code other}, which stays as it is. */
    public void add(Latencies other) {
        var others = other.histogram;
        if (others == null) {
            return;
        }
        if (histogram == null) {
            histogram = others.copy();
        } else {
            histogram.add(others);
        }
        read = null;
    }

    /** Samples. */
    public long count() {
        return histogram == null ? 0 : histogram.getTotalCount();
    }

    /**
     * The value that {@code percent} of the samples do not exceed, in microseconds.
     *
     * @param percent 0 to 100
     * @return null when there is no sample
     */
    public @Nullable Long percentile(double percent) {
        return histogram == null || histogram.getTotalCount() == 0
                ? null
                : histogram.getValueAtPercentile(percent);
    }

    /**
     * As it was read, or not compressed, since a question reads thousands of sums: PostgreSQL
     * compresses rows.
     */
    public String toText() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    byte[] toBytes() {
        if (histogram == null || histogram.getTotalCount() == 0) {
            return new byte[0];
        }
        if (read != null) {
            return read;
        }
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoByteBuffer(buffer);
        var bytes = new byte[length];
        buffer.flip().get(bytes);
        return bytes;
    }
}
