package io.sixlane.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The file that a relay starts from. */
public final class ImageOnDisk {
    private ImageOnDisk() {}

    /** As the relay's own files are: SHA-256 in hex, a line feed, the records. */
    public static void write(Path folder, List<? extends AcceleratorRecord> records)
            throws IOException {
        var json = ConfigurationJson.write(records.toArray(AcceleratorRecord[]::new));
        try {
            var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
            try (var file = Files.newOutputStream(folder.resolve("image.json"))) {
                file.write((hash + "\n").getBytes(US_ASCII));
                file.write(json);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
