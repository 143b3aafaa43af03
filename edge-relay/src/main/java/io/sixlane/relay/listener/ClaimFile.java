package io.sixlane.relay.listener;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order of the claims to ports that several accelerators want, on disk, so that the first claim
 * is still the first after a crash. A line is a port and the accelerators' ids. Used by one thread.
 */
final class ClaimFile {
    private static final Logger log = LoggerFactory.getLogger(ClaimFile.class);

    private final Path folder;
    private final Path file;
    private Map<String, List<AcceleratorId>> saved = Map.of();

    ClaimFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("claims");
    }

    /** Ids by {@link ListenerKey#toString}; nothing where the file is missing or damaged. */
    Map<String, List<AcceleratorId>> load() {
        var claims = new HashMap<String, List<AcceleratorId>>();
        try {
            for (var line : Files.readAllLines(file)) {
                var words = Arrays.asList(line.split(" "));
                claims.put(
                        words.getFirst(), words.stream().skip(1).map(AcceleratorId::new).toList());
            }
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("order of claims not read");
        }
        saved = Map.copyOf(claims);
        return saved;
    }

    /** Writes only what differs, and nothing before the image has made the folder. */
    void save(Map<String, List<AcceleratorId>> claims) {
        if (claims.equals(saved) || !Files.isDirectory(folder)) {
            return;
        }
        var text = new StringBuilder();
        claims.forEach(
                (port, ids) -> {
                    text.append(port);
                    ids.forEach(id -> text.append(' ').append(id.text()));
                    text.append('\n');
                });
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(unfinished, text, CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
            Files.move(unfinished, file, ATOMIC_MOVE, REPLACE_EXISTING);
            saved = Map.copyOf(claims);
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("order of claims not written");
        }
    }
}
