package io.sixlane.audit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A time as the services' settings have it. */
final class DurationOption {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    private DurationOption() {}

    /** {@code 7d}, {@code 36h}, or ISO 8601 as {@code PT36H}; never less than nothing. */
    static Duration parse(String text) {
        var found = SHORT.matcher(text);
        if (found.matches()) {
            return UNITS.getOrDefault(found.group(2), Duration.ZERO)
                    .multipliedBy(Long.parseLong(found.group(1)));
        }
        try {
            var iso = Duration.parse(text);
            if (!iso.isNegative()) {
                return iso;
            }
        } catch (DateTimeParseException _) {
            // Thrown below.
        }
        throw new TypeConversionException("'%s' is no time: write 7d, 36h or 90m".formatted(text));
    }
}
