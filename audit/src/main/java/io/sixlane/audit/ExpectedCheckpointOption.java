package io.sixlane.audit;

import io.sixlane.audit.verify.ExpectedCheckpoint;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** {@code NUMBER:HASH}, as {@code GET /v1/audit/checkpoints} gives them. */
final class ExpectedCheckpointOption {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-fA-F]{64})");

    private ExpectedCheckpointOption() {}

    static ExpectedCheckpoint parse(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            throw new TypeConversionException(
                    "'%s' is no checkpoint: write its number, a colon, and its hash of 64 hex digits"
                            .formatted(text));
        }
        return new ExpectedCheckpoint(
                Long.parseLong(found.group(1)), found.group(2).toLowerCase(Locale.ROOT));
    }
}
