package io.sixlane.configuration.catalog;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The version at which an entry was deleted, in a header of its tombstone: a reader that is late
 * with a tombstone deletes no entry that was added again.
 */
public final class CatalogTombstone {
    /** The header, in decimal digits. */
    public static final String VERSION = "version";

    /** Nineteen digits may be more than a long. */
    private static final int MOST_DIGITS = 18;

    private CatalogTombstone() {}

    public static byte[] header(long version) {
        return Long.toString(version).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The version in a header.
     *
     * @param header null when the record has none
     * @throws IllegalArgumentException when it is none
     */
    public static long version(byte @Nullable [] header) {
        var digits = header == null ? "" : new String(header, StandardCharsets.US_ASCII);
        if (digits.isEmpty()
                || digits.length() > MOST_DIGITS
                || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new IllegalArgumentException("the tombstone of an entry has its version");
        }
        return Long.parseLong(digits);
    }
}
