package io.sixlane.http.problem;

/**
 * An error of one field of a body, one parameter or one header.
 *
 * @param pointer JSON pointer (RFC 6901): empty for the whole body; a slash and its name for a
 *     parameter
 * @param detail what the field must be
 */
public record FieldError(String pointer, String detail) {
    /** Characters of each; the rest of what a client sent is not sent back. */
    private static final int LONGEST = 512;

    public FieldError {
        pointer = Excerpt.of(pointer, LONGEST);
        detail = Excerpt.of(detail, LONGEST);
    }
}
