package io.sixlane.http.request;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.ETag;

/** Revisions as entity tags. */
public final class Revisions {
    private static final String SEPARATOR = "-";
    private static final int DIGITS = 16;

    private Revisions() {}

    /** The entity tag with its quotes. */
    public static String etag(long revision) {
        return new ETag(Long.toString(revision), false).formattedTag();
    }

    /**
     * The ETag of a representation that changes without its revision. If-Match compares the
     * revision alone, because a change concerns the configuration.
     *
     * @param representation all that the tag stands for
     */
    public static String etag(long revision, byte[] representation) {
        return new ETag(revision + SEPARATOR + digest(representation), false).formattedTag();
    }

    private static String digest(byte[] representation) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(representation))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tag of the revision alone. */
    static ETag revision(ETag tag) {
        var end = tag.tag().indexOf(SEPARATOR);
        return end < 0 ? tag : new ETag(tag.tag().substring(0, end), tag.weak());
    }
}
