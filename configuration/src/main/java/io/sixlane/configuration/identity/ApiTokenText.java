package io.sixlane.configuration.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The form of API tokens: {@code sxl_pat_}, 30 random base-62 digits, and their CRC-32 in 6, so
 * that scanners of source code, and the gateway, recognize one without asking (the form of GitHub's
 * tokens).
 */
public final class ApiTokenText {
    private static final String PREFIX = "sxl_pat_";
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_DIGITS = 30;
    private static final int CHECK_DIGITS = 6;

    private ApiTokenText() {}

    /**
     * @param random 178 bits are taken of it
     */
    public static String make(RandomGenerator random) {
        var digits = new StringBuilder();
        for (var digit = 0; digit < RANDOM_DIGITS; digit++) {
            digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return PREFIX + digits + check(digits.toString());
    }

    /** Whether its checksum is right; a text that is no token has none. */
    public static boolean isWellFormed(String text) {
        if (text.length() != PREFIX.length() + RANDOM_DIGITS + CHECK_DIGITS
                || !text.startsWith(PREFIX)) {
            return false;
        }
        var digits = text.substring(PREFIX.length(), PREFIX.length() + RANDOM_DIGITS);
        return digits.chars().allMatch(digit -> DIGITS.indexOf(digit) >= 0)
                && text.endsWith(check(digits));
    }

    private static String check(String digits) {
        var crc = new CRC32();
        crc.update(digits.getBytes(UTF_8));
        var rest = BigInteger.valueOf(crc.getValue());
        var base = BigInteger.valueOf(DIGITS.length());
        var check = new StringBuilder();
        for (var digit = 0; digit < CHECK_DIGITS; digit++) {
            var parts = rest.divideAndRemainder(base);
            check.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return check.reverse().toString();
    }
}
