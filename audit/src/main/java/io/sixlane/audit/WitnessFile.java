package io.sixlane.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.audit.source.SourceException;
import io.sixlane.audit.verify.ExpectedCheckpoint;
import io.sixlane.configuration.log.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Checkpoints that were written down, {@code NUMBER:HASH} a line, the newest last. */
final class WitnessFile {
    private WitnessFile() {}

    /**
     * @throws SourceException if the file has none, or a line that is none
     */
    static List<ExpectedCheckpoint> read(Path file) throws IOException {
        var found = readIfThere(file);
        if (found.isEmpty()) {
            throw new SourceException(
                    "%s has no checkpoint; audit witness writes one.".formatted(file), null);
        }
        return found;
    }

    /** The same, none without a file. */
    static List<ExpectedCheckpoint> readIfThere(Path file) throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        var found = new ArrayList<ExpectedCheckpoint>();
        for (var line : Files.readAllLines(file, US_ASCII)) {
            try {
                found.add(ExpectedCheckpointOption.parse(line.strip()));
            } catch (TypeConversionException e) {
                throw new SourceException(
                        "Line %s of %s is wrong: %s."
                                .formatted(found.size() + 1, file, e.getMessage()),
                        e);
            }
        }
        return List.copyOf(found);
    }

    /** Returns when the line is on the disk. */
    static void append(Path file, SignedCheckpoint checkpoint) throws IOException {
        Files.writeString(
                file,
                checkpoint.number() + ":" + checkpoint.hash() + "\n",
                US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }
}
