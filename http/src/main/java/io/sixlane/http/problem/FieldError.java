package io.sixlane.http.problem;

/**
 * An error of one field of a body, one parameter or one header.
 *
 * @param pointer JSON pointer (RFC 6901): empty for the whole body; a slash and its name for a
 *     parameter
 * @param detail the requirement on the field
 */
public record FieldError(String pointer, String detail) {
    /** Most characters of each; the rest of a client's input is not sent back. */
    private static final int LONGEST = 512;

    public FieldError {
        pointer = Excerpt.of(pointer, LONGEST);
        detail = Excerpt.of(detail, LONGEST);
    }
}
