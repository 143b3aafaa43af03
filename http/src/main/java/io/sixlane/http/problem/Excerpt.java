package io.sixlane.http.problem;

/** The beginning of a text that a client sent, as an answer repeats it. */
public final class Excerpt {
    /** Characters of a value in a sentence. */
    private static final int OF_VALUE = 64;

    private static final char UNREADABLE = '\ufffd';

    private Excerpt() {}

    /** Shortens a value in a sentence to 64 characters and an ellipsis. */
    public static String of(String text) {
        return of(text, OF_VALUE + 1);
    }

    /**
     * Whole characters: half of a surrogate pair, which strict readers of JSON refuse, becomes
     * U+FFFD, also where the text is cut.
     *
     * @param most UTF-16 units, with the ellipsis of a text that is longer
     */
    public static String of(String text, int most) {
        return text.length() <= most ? readable(text) : readable(text.substring(0, most - 1)) + "…";
    }

    private static String readable(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        var readable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isSurrogate(point) ? UNREADABLE : point)
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
