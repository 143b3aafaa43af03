package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that changed since an {@link ImageFile} was written. The first line is the SHA-256
 * that this file begins with; every other one is the SHA-256 of the rest of the line in lower-case
 * hex, a space, and a record as JSON.
 */
final class ImageJournal {
    private static final Logger log = LoggerFactory.getLogger(ImageJournal.class);

    private static final Set<StandardOpenOption> GO_ON = Set.of(StandardOpenOption.APPEND);
    private static final Set<StandardOpenOption> BEGIN =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);

    private final Path path;

    ImageJournal(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * Durable when it returns, but for the name of a file that is new. A file of another base is
     * written again.
     *
     * @return how long the file is now, in bytes
     * @throws NoSuchFileException when another process has just moved it
     */
    long append(String base, Collection<AcceleratorRecord> records) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var goesOn = base.equals(base());
        if (!goesOn) {
            bytes.writeBytes((base + "\n").getBytes(US_ASCII));
        }
        for (var record : records) {
            var json = ConfigurationJson.write(record);
            bytes.writeBytes((Sha256.hex(json, 0, json.length) + " ").getBytes(US_ASCII));
            bytes.writeBytes(json);
            bytes.write('\n');
        }
        try (var file = FileChannel.open(path, goesOn ? GO_ON : BEGIN)) {
            var rest = ByteBuffer.wrap(bytes.toByteArray());
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(false);
            return file.size();
        }
    }

    /** The SHA-256 of the file that it continues; null without one. */
    @Nullable String base() throws IOException {
        return Sha256.firstLine(path);
    }

    /**
     * Replays every line that is whole; others are refused and logged.
     *
     * @return whether all were whole, so that the file may be continued
     */
    boolean replayInto(ConfigurationDelta delta) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            log.atError().addKeyValue("file", path).setCause(e).log("journal not read");
            return false;
        }
        var refused = 0;
        var start = Sha256.HEX_LENGTH + 1;
        for (var at = start; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                refused += replay(bytes, start, at, delta) ? 0 : 1;
                start = at + 1;
            }
        }
        if (start != bytes.length) {
            refused++; // cut short by a crash: not even a line
        }
        if (refused > 0) {
            log.atError()
                    .addKeyValue("file", path)
                    .addKeyValue("lines", refused)
                    .log("lines of the journal refused");
        }
        return refused == 0;
    }

    private static boolean replay(byte[] bytes, int from, int to, ConfigurationDelta delta) {
        var json = from + Sha256.HEX_LENGTH + 1;
        if (json >= to
                || !new String(bytes, from, Sha256.HEX_LENGTH, US_ASCII)
                        .equals(Sha256.hex(bytes, json, to))) {
            return false;
        }
        try {
            delta.replay(
                    ConfigurationJson.read(
                            Arrays.copyOfRange(bytes, json, to), AcceleratorRecord.class));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
