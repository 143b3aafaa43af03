package io.sixlane.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** A moment as people write it. */
final class MomentOption {
    private static final List<Function<String, Instant>> FORMS =
            List.of(
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                    text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    private MomentOption() {}

    /** {@code 2026-11-23T10:15:30Z}, another offset, none for UTC, a date alone, or {@code end}. */
    static Instant parse(String text) {
        if (text.equals("end") || text.equals("now")) {
            return Instant.MAX;
        }
        for (var form : FORMS) {
            try {
                return form.apply(text.replace(' ', 'T'));
            } catch (DateTimeException _) {
                // The next form may fit.
            }
        }
        throw new TypeConversionException(
                "'%s' is no moment: write 2026-11-23T10:15:30Z, 2026-11-23 (UTC), or end"
                        .formatted(text));
    }

    /** The moment as people read it. */
    static String text(Instant at) {
        return at.equals(Instant.MAX) ? "the end of the log" : at.toString();
    }
}
