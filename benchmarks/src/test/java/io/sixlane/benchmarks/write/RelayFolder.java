package io.sixlane.benchmarks.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The image of a relay on disk, and the records after it. */
final class RelayFolder {
    private RelayFolder() {}

    /**
     * Returns the content once it is {@code wanted}, or after {@code atMost}.
     *
     * @param folder of the state of a relay that runs
     * @return accelerators by id
     */
    static Map<String, AcceleratorRecord> awaited(
            Path folder, Map<String, AcceleratorRecord> wanted, Duration atMost)
            throws IOException {
        var end = System.nanoTime() + atMost.toNanos();
        var held = read(folder);
        while (!held.equals(wanted) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            held = read(folder);
        }
        return held;
    }

    private static Map<String, AcceleratorRecord> read(Path folder) throws IOException {
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        // The first line is the hash of the rest.
        var image = text(folder.resolve("image.json"));
        if (!image.isEmpty()) {
            var json = image.substring(image.indexOf('\n')).getBytes(UTF_8);
            for (var record : ConfigurationJson.read(json, AcceleratorRecord[].class)) {
                delta.replay(record);
            }
        }
        for (var name : new String[] {"image.previous.journal", "image.journal"}) {
            // Each line after the first is a hash, a space, and a record; the last may be cut off.
            var journal = text(folder.resolve(name));
            journal.substring(0, journal.lastIndexOf('\n') + 1)
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(line.indexOf(' ')).getBytes(UTF_8))
                    .map(json -> ConfigurationJson.read(json, AcceleratorRecord.class))
                    .forEach(delta::replay);
        }
        return delta.apply()
                .records()
                .collect(Collectors.toMap(record -> record.id().text(), Function.identity()));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            return ""; // not there yet, or being replaced
        }
    }
}
