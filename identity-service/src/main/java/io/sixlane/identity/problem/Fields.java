package io.sixlane.identity.problem;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Checks of the fields of request bodies. */
public final class Fields {
    private static final int LONGEST_NAME = 64;

    /** Also without line separators, and without what turns the direction of the text after it. */
    private static final Pattern UNREADABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private static final Pattern ACCOUNT_SEPARATOR = Pattern.compile("[/\\\\]");

    private Fields() {}

    /**
     * A name of 1 to 64 characters without control characters, and not blank.
     *
     * @throws RefusedException otherwise
     */
    public static String name(@Nullable String value) {
        if (value == null
                || value.isBlank()
                || value.codePointCount(0, value.length()) > LONGEST_NAME
                || UNREADABLE.matcher(value).find()) {
            throw malformed("/name", "must be 1 to 64 characters, not blank");
        }
        return value.strip();
    }

    /**
     * A name that this service does not choose, as {@link #name} takes it: with spaces for
     * characters that no name may have, and not too long. Empty if nothing is left.
     */
    public static String readable(String name) {
        var text = UNREADABLE.matcher(name).replaceAll(" ").strip();
        var characters = Math.min(LONGEST_NAME, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, characters)).strip();
    }

    /**
     * The name of an account: like {@link #name}, but it stands in paths, and the events of pools
     * and relays are those of {@code operator}.
     *
     * @throws RefusedException otherwise
     */
    public static String account(@Nullable String value) {
        var account = name(value);
        if (account.equals("operator") || ACCOUNT_SEPARATOR.matcher(account).find()) {
            throw malformed("/name", "must hold neither / nor \\, and not be operator");
        }
        return account;
    }

    /**
     * One of an enum.
     *
     * @throws RefusedException otherwise
     */
    public static <E extends Enum<E>> E oneOf(
            Class<E> type, String pointer, @Nullable String value) {
        try {
            return Enum.valueOf(type, value == null ? "" : value);
        } catch (IllegalArgumentException _) {
            throw malformed(pointer, "must be one of " + List.of(type.getEnumConstants()));
        }
    }

    public static RefusedException malformed(String pointer, String detail) {
        var problem =
                Problems.problem(
                        HttpStatus.BAD_REQUEST,
                        "malformed-request",
                        "The body is invalid; see 'errors'");
        problem.setProperty("errors", List.of(Map.of("pointer", pointer, "detail", detail)));
        return new RefusedException(problem);
    }
}
