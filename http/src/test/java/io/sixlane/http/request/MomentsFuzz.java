package io.sixlane.http.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The text of a moment or a duration, which the first byte chooses: it is read, or refused in whole
 * characters by an {@link IllegalArgumentException}. Accepted values survive a round trip through
 * ISO form.
 */
public final class MomentsFuzz {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    private MomentsFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var text = new String(Arrays.copyOfRange(input, 1, input.length), UTF_8);
        try {
            switch (input[0] % 3) {
                case 0 -> moment(text);
                case 1 -> {
                    var duration = Moments.duration(text);
                    if (duration.toString().length() <= Moments.LONGEST_DURATION) {
                        check(Moments.duration(duration.toString()).equals(duration), text);
                    }
                }
                default -> {
                    var duration = Moments.duration(text, LEAST, MOST);
                    check(duration.compareTo(LEAST) >= 0 && duration.compareTo(MOST) <= 0, text);
                }
            }
        } catch (IllegalArgumentException e) {
            check(UTF_8.newEncoder().canEncode(String.valueOf(e.getMessage())), text);
        }
    }

    private static void moment(String text) {
        var moment = Moments.instant(text);
        check(!moment.isBefore(FIRST) && moment.isBefore(END), text);
        check(Moments.instant(moment.toString()).equals(moment), text);
    }

    private static void check(boolean right, String text) {
        if (!right) {
            throw new AssertionError(text);
        }
    }
}
