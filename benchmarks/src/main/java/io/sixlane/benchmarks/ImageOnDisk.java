package io.sixlane.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.ByteArrayOutputStream;
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

    /**
     * Writes the format of the relay's own files: SHA-256 in hex, a line feed, an array with a
     * record per line.
     */
    public static void write(Path folder, List<? extends AcceleratorRecord> records)
            throws IOException {
        var json = new ByteArrayOutputStream();
        var before = "[\n";
        for (var record : records) {
            json.writeBytes(before.getBytes(US_ASCII));
            json.writeBytes(ConfigurationJson.write(record));
            before = ",\n";
        }
        json.writeBytes("\n]".getBytes(US_ASCII));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var hash = HexFormat.of().formatHex(digest.digest(json.toByteArray()));
            try (var file = Files.newOutputStream(folder.resolve("image.json"))) {
                file.write((hash + "\n").getBytes(US_ASCII));
                json.writeTo(file);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
