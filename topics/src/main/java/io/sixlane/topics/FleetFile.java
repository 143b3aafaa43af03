package io.sixlane.topics;

import io.sixlane.configuration.fleet.FleetImage;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last known fleet on disk, so that a program that starts without Kafka knows it.
 *
 * @param path empty to keep nothing
 */
public record FleetFile(Optional<Path> path) {
    /** For programs that wait for Kafka. */
    public static final FleetFile NONE = new FleetFile(Optional.empty());

    private static final Logger log = LoggerFactory.getLogger(FleetFile.class);

    /** In a folder of the program's own. */
    public static FleetFile in(Path folder) {
        return new FleetFile(Optional.of(folder.resolve("fleet.json")));
    }

    FleetImage load() {
        return path.filter(Files::exists).map(FleetFile::read).orElse(FleetImage.EMPTY);
    }

    private static FleetImage read(Path file) {
        try {
            var records = ConfigurationJson.read(Files.readAllBytes(file), FleetRecord[].class);
            return FleetImage.EMPTY.with(List.of(records));
        } catch (IOException | IllegalArgumentException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("last known fleet not read");
            return FleetImage.EMPTY;
        }
    }

    void save(FleetImage image) {
        if (path.isEmpty()) {
            return;
        }
        var file = path.get();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var beside = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(
                    beside,
                    ConfigurationJson.write(image.records().values().toArray(FleetRecord[]::new)));
            Files.move(
                    beside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("last known fleet not kept");
        }
    }
}
