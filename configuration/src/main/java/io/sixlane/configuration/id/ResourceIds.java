package io.sixlane.configuration.id;

/** The common form of resource ids: a prefix of their kind, and letters or digits. */
public final class ResourceIds {
    private static final int LONGEST = 60;

    private ResourceIds() {}

    /**
     * Without a pattern: a relay that starts reads some hundred thousand of them.
     *
     * @param prefix of the kind, with its dash
     * @param what has the id, with its article
     * @throws IllegalArgumentException unless {@code text} is the prefix and 1 to 60 lower-case
     *     letters or digits of ASCII
     */
    public static void require(String text, String prefix, String what) {
        if (!isOf(text, prefix)) {
            throw new IllegalArgumentException(
                    "id of %s must be %s and 1 to %s lower-case letters or digits, was %s"
                            .formatted(what, prefix, LONGEST, text));
        }
    }

    private static boolean isOf(String text, String prefix) {
        var rest = text.length() - prefix.length();
        if (rest < 1 || rest > LONGEST || !text.startsWith(prefix)) {
            return false;
        }
        for (var at = prefix.length(); at < text.length(); at++) {
            var letter = text.charAt(at);
            if ((letter < 'a' || letter > 'z') && (letter < '0' || letter > '9')) {
                return false;
            }
        }
        return true;
    }
}
