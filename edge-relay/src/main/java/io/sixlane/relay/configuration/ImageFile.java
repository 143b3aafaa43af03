package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The last image on disk, and the one before it. A file is the SHA-256 of its rest in lower-case
 * hex, a line feed, and a JSON array of records.
 */
final class ImageFile {
    private static final Logger log = LoggerFactory.getLogger(ImageFile.class);
    private static final int HEX_LENGTH = 64;

    /** How the name of a file begins that is being written, each process its own. */
    private static final String UNFINISHED = "image.json.";

    private static final Duration LONGEST_SAVE = Duration.ofHours(1);

    private final Path folder;
    private final Path current;
    private final Path previous;

    ImageFile(Path folder) {
        this.folder = folder;
        this.current = folder.resolve("image.json");
        this.previous = folder.resolve("image.previous.json");
    }

    /**
     * Durable when it returns; a crash at any moment leaves a whole file behind. Two processes of
     * one relay may save at once, at a hot restart: the later one's stays.
     */
    void save(ConfigurationImage image) throws IOException {
        Files.createDirectories(folder);
        var json = ConfigurationJson.write(image.records().toArray(AcceleratorRecord[]::new));
        var written = Files.createTempFile(folder, UNFINISHED, ".new");
        try {
            write(written, json);
            keepPrevious();
            Files.move(written, current, REPLACE_EXISTING, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void write(Path written, byte[] json) throws IOException {
        try (var file = FileChannel.open(written, StandardOpenOption.WRITE)) {
            writeAll(file, ByteBuffer.wrap((sha256(json) + "\n").getBytes(US_ASCII)));
            writeAll(file, ByteBuffer.wrap(json));
            file.force(true);
        }
    }

    /** A corrupt file must not take the place of the good one that it was refused for. */
    private void keepPrevious() throws IOException {
        if (Files.exists(current) && read(current).isPresent()) {
            try {
                Files.move(current, previous, REPLACE_EXISTING, ATOMIC_MOVE);
            } catch (NoSuchFileException _) {
                // another process has just done it
            }
        }
    }

    /** What processes that were killed in the middle of saving left behind. */
    private void deleteUnfinished() {
        var old = FileTime.from(Instant.now().minus(LONGEST_SAVE));
        try (var files = Files.newDirectoryStream(folder, UNFINISHED + "*.new")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.debug("unfinished images stay", e);
        }
    }

    /** The newest file that is whole; empty when there is none. */
    Optional<ConfigurationImage> load() {
        deleteUnfinished();
        return read(current).or(() -> read(previous)).map(ImageFile::imageOf);
    }

    private static Optional<AcceleratorRecord[]> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var bytes = Files.readAllBytes(file);
            var json =
                    Arrays.copyOfRange(bytes, Math.min(HEX_LENGTH + 1, bytes.length), bytes.length);
            var said = new String(bytes, 0, Math.min(HEX_LENGTH, bytes.length), US_ASCII);
            if (!said.equals(sha256(json))) {
                throw new IOException("its SHA-256 does not fit");
            }
            return Optional.of(
                    ConfigurationJson.mapper().readValue(json, AcceleratorRecord[].class));
        } catch (NoSuchFileException _) {
            return Optional.empty(); // another process has just moved it
        } catch (IOException | JacksonException e) {
            log.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", e.getMessage())
                    .log("image on disk refused");
            return Optional.empty();
        }
    }

    private static ConfigurationImage imageOf(AcceleratorRecord[] records) {
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        for (var record : records) {
            delta.replay(record);
        }
        return delta.apply();
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
