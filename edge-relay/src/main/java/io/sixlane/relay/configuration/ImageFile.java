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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    private final Path folder;
    private final Path current;
    private final Path previous;

    ImageFile(Path folder) {
        this.folder = folder;
        this.current = folder.resolve("image.json");
        this.previous = folder.resolve("image.previous.json");
    }

    /** Durable when it returns; a crash at any moment leaves a whole file behind. */
    void save(ConfigurationImage image) throws IOException {
        Files.createDirectories(folder);
        var json = ConfigurationJson.write(image.records().toArray(AcceleratorRecord[]::new));
        var written = folder.resolve("image.json.new");
        try (var file =
                FileChannel.open(
                        written,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(file, ByteBuffer.wrap((sha256(json) + "\n").getBytes(US_ASCII)));
            writeAll(file, ByteBuffer.wrap(json));
            file.force(true);
        }
        // A corrupt file must not take the place of the good one that it was refused for.
        if (Files.exists(current) && read(current).isPresent()) {
            Files.move(current, previous, REPLACE_EXISTING, ATOMIC_MOVE);
        }
        Files.move(written, current, REPLACE_EXISTING, ATOMIC_MOVE);
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** The newest file that is whole; empty when there is none. */
    Optional<ConfigurationImage> load() {
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
