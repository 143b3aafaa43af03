package io.sixlane.configuration.relay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Checks shared by all records of relays. */
public final class RecordFields {
    /** Bytes of a record; a report of the largest accelerator has about a quarter of it. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** Largest count of one window or one connection; sums of many do not overflow. */
    public static final long MOST_BYTES_COUNTED = 1_000_000_000_000_000L;

    /** Largest value of any other count. */
    public static final long MOST_COUNTED = 1_000_000_000_000L;

    /** Not more than four times as long when it is written again. */
    private static final int CERTAINLY_SMALL = MOST_BYTES / 4;

    /** One in between, and the last one. */
    private static final int MOST_RELAYS = 2;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_WORDS = 10_000;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final byte[] NUL = "\\u0000".getBytes(StandardCharsets.US_ASCII);

    private RecordFields() {}

    /**
     * Refuses what no table takes: PostgreSQL has no NUL in a text.
     *
     * @param received JSON in any encoding
     * @param written what was read from it, written again where what was received leaves a doubt
     * @throws IllegalArgumentException if it contains a NUL, or is too large
     */
    public static void json(byte[] received, Supplier<byte[]> written) {
        if (received.length <= CERTAINLY_SMALL && !mayContainNul(received)) {
            return;
        }
        var json = written.get();
        if (json.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "must have at most %s bytes, has %s".formatted(MOST_BYTES, json.length));
        }
        if (containsNul(json)) {
            throw new IllegalArgumentException("must not contain a NUL character");
        }
    }

    /** Encodings other than UTF-8 have bytes of 0 for the braces of JSON. */
    private static boolean mayContainNul(byte[] json) {
        for (var character : json) {
            if (character == 0) {
                return true;
            }
        }
        return containsNul(json);
    }

    private static boolean containsNul(byte[] json) {
        for (var i = 0; i <= json.length - NUL.length; i++) {
            if (json[i] == NUL[0] && Arrays.equals(json, i, i + NUL.length, NUL, 0, NUL.length)) {
                return true;
            }
        }
        return false;
    }

    /** Refuses what is blank or longer than any id, code or name. */
    public static void name(String field, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "%s must have 1 to %s characters, has %s"
                            .formatted(field, LONGEST_NAME, value.length()));
        }
        whole(field, value);
    }

    /** Refuses more relays than carry a connection on, and ids that do not fit on one line each. */
    public static void way(List<String> relays) {
        range("relays of a way", relays.size(), MOST_RELAYS);
        for (var relay : relays) {
            name("way", relay);
            if (relay.lines().count() > 1) {
                throw new IllegalArgumentException("way has an id with a line break");
            }
        }
    }

    /** Refuses a sentence that is longer than any that a relay writes. */
    public static void words(String field, String value) {
        if (value.length() > LONGEST_WORDS) {
            throw new IllegalArgumentException(
                    "%s must have at most %s characters, has %s"
                            .formatted(field, LONGEST_WORDS, value.length()));
        }
        whole(field, value);
    }

    /** Half of a surrogate pair has no form in UTF-8. */
    private static void whole(String field, String value) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(field + " must not contain half of a character");
        }
    }

    /** Refuses a moment that JSON or a table would write in another form. */
    public static void moment(String field, Instant value) {
        if (value.isBefore(EARLIEST) || !value.isBefore(LATEST)) {
            throw new IllegalArgumentException(
                    "%s must be in the years 1970 to 9999, was %s".formatted(field, value));
        }
    }

    public static void bytes(String field, long value) {
        range(field, value, MOST_BYTES_COUNTED);
    }

    public static void count(String field, long value) {
        range(field, value, MOST_COUNTED);
    }

    public static void range(String field, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(
                    "%s must be 0 to %s, was %s".formatted(field, most, value));
        }
    }
}
