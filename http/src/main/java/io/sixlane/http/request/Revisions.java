package io.sixlane.http.request;

import org.springframework.http.ETag;

/** Revisions as entity tags. */
public final class Revisions {
    private Revisions() {}

    /** With its quotes. */
    public static String etag(long revision) {
        return new ETag(Long.toString(revision), false).formattedTag();
    }
}
