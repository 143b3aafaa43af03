package io.sixlane.http.body;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a text field, for the reader and the API's document.
 *
 * @param pattern of the whole text, in what Java and ECMA 262 (flag u) share; null without one
 * @param format a name for what {@code check} wants; null when the pattern is complete
 * @param least characters, at least
 * @param most characters, at most
 * @param example one that is right
 * @param check empty, or the required form in words
 */
public record TextForm(
        @Nullable String pattern,
        @Nullable String format,
        int least,
        int most,
        String example,
        Function<String, Optional<String>> check)
        implements Function<String, Optional<String>> {

    /** A text that the pattern describes completely. */
    public static TextForm matching(
            String pattern, int least, int most, String example, String wanted) {
        var compiled = Pattern.compile(pattern);
        return new TextForm(
                pattern,
                null,
                least,
                most,
                example,
                text -> compiled.matcher(text).matches() ? Optional.empty() : Optional.of(wanted));
    }

    /** A text that takes more than a pattern to check. */
    public static TextForm checked(
            String format, int most, String example, Function<String, Optional<String>> check) {
        return new TextForm(null, format, 1, most, example, check);
    }

    /** A code of something that is looked up: which codes there are is in the database. */
    public static TextForm known(String format, int most, String example) {
        return checked(format, most, example, _ -> Optional.empty());
    }

    @Override
    public Optional<String> apply(String text) {
        return check.apply(text);
    }
}
