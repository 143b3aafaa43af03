package io.sixlane.benchmarks.scale;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of a relay during its start. */
final class RelayLog {
    private RelayLog() {}

    /**
     * One line.
     *
     * @param at to the millisecond
     */
    record Line(Instant at, String text) {
        /**
         * The number that the line has at that key.
         *
         * @throws IllegalArgumentException if there is none
         */
        long number(String key) {
            var found = Pattern.compile("\\b%s=\"(\\d+)\"".formatted(key)).matcher(text);
            if (!found.find()) {
                throw new IllegalArgumentException("no %s in: %s".formatted(key, text));
            }
            return Long.parseLong(found.group(1));
        }
    }

    /** The first whole line with that message; empty when it was not logged yet. */
    static Optional<Line> find(String log, String message) {
        return log.substring(0, log.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.contains(" " + message + " "))
                .map(
                        line ->
                                new Line(
                                        OffsetDateTime.parse(line.substring(0, line.indexOf(' ')))
                                                .toInstant(),
                                        line))
                .findFirst();
    }
}
