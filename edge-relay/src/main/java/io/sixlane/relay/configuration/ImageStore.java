package io.sixlane.relay.configuration;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last image on disk, and the one before it: each a file of all records and a journal of those
 * that changed since. So the cost of a change follows its own length and not that of the image; the
 * whole is written when the journal would be longer than it.
 *
 * <p>A crash at any moment leaves an image to load. Used by one thread at a time. Two processes may
 * use the folder for a moment, at a hot restart: records of one of them may then be missing until
 * Kafka delivers them again.
 */
final class ImageStore {
    private static final Logger log = LoggerFactory.getLogger(ImageStore.class);

    /** Below this a journal is never too long, in bytes. */
    private static final long SHORT_JOURNAL = 1 << 20;

    /** Prefix of the names of unfinished files; each process has its own. */
    private static final String UNFINISHED = "image.json.";

    private static final Duration LONGEST_SAVE = Duration.ofHours(1);

    private final Path folder;
    private final ImageFile current;
    private final ImageFile previous;
    private final ImageJournal journal;
    private final ImageJournal previousJournal;
    private final Path topic;

    /** The content of the folder; null when the whole image is to be written next. */
    private @Nullable Held held;

    private record Held(String base, long length, ConfigurationImage image) {}

    ImageStore(Path folder) {
        this.folder = folder;
        this.current = new ImageFile(folder.resolve("image.json"));
        this.previous = new ImageFile(folder.resolve("image.previous.json"));
        this.journal = new ImageJournal(folder.resolve("image.journal"));
        this.previousJournal = new ImageJournal(folder.resolve("image.previous.journal"));
        this.topic = folder.resolve("image.topic");
    }

    /** The newest whole image with the records of its journal; empty when there is none. */
    Optional<ConfigurationImage> load() {
        var startedNanos = System.nanoTime();
        deleteUnfinished();
        var image = loadCurrent().or(this::loadPrevious);
        image.ifPresent(
                found ->
                        log.atInfo()
                                .addKeyValue("accelerators", found.size())
                                .addKeyValue(
                                        "millis",
                                        TimeUnit.NANOSECONDS.toMillis(
                                                System.nanoTime() - startedNanos))
                                .log("image on disk read"));
        return image;
    }

    private Optional<ConfigurationImage> loadCurrent() {
        var content = current.read();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        var base = content.get().sha256();
        var delta = new ConfigurationDelta(content.get().image());
        // A crash may have come between the renaming of the journal and that of its file.
        var earlier = replay(previousJournal, base, delta);
        var later = replay(journal, base, delta);
        var image = delta.apply();
        if (earlier && later) {
            held = new Held(base, length(current), image);
        }
        return Optional.of(image);
    }

    /** Replays both journals: the later one begins where the earlier one ends. */
    private Optional<ConfigurationImage> loadPrevious() {
        return previous.read()
                .map(
                        content -> {
                            var delta = new ConfigurationDelta(content.image());
                            replay(previousJournal, null, delta);
                            replay(journal, null, delta);
                            return delta.apply();
                        });
    }

    /**
     * @param base nothing is replayed from a journal of another one; null for any
     * @return whether the journal may be continued
     */
    private static boolean replay(
            ImageJournal journal, @Nullable String base, ConfigurationDelta delta) {
        try {
            var own = journal.base();
            return own == null || (base != null && !own.equals(base)) || journal.replayInto(delta);
        } catch (IOException e) {
            log.atError().addKeyValue("file", journal.path()).setCause(e).log("journal not read");
            return false;
        }
    }

    /** Durable when it returns. */
    void save(ConfigurationImage image) throws IOException {
        Files.createDirectories(folder);
        var before = held;
        var changes = before == null ? null : changes(before.image(), image);
        held = null; // until it is written
        if (before == null || changes == null || !isStill(before.base())) {
            held = writeWhole(image);
        } else if (changes.isEmpty()) {
            held = before;
        } else {
            held = append(before, changes, image);
        }
    }

    /** The topic that held the whole saved image; empty when none did, or it is unknown. */
    Optional<String> topic() {
        try {
            return Optional.of(Files.readString(topic));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            log.atError().addKeyValue("file", topic).setCause(e).log("topic not read");
            return Optional.empty();
        }
    }

    /** Writes the topic to a file of its own; a file that a crash cut short names no topic. */
    void saveTopic(Optional<String> held) throws IOException {
        if (held.equals(topic())) {
            return;
        }
        if (held.isPresent()) {
            Files.writeString(topic, held.get());
        } else {
            Files.deleteIfExists(topic);
        }
        syncNames();
    }

    private Held append(Held before, List<AcceleratorRecord> changes, ConfigurationImage image)
            throws IOException {
        try {
            var length = journal.append(before.base(), changes);
            if (length <= Math.max(SHORT_JOURNAL, before.length())) {
                syncNames();
                return new Held(before.base(), before.length(), image);
            }
        } catch (NoSuchFileException e) {
            log.debug("another process has written the image", e);
        }
        return writeWhole(image);
    }

    /** Null when a journal cannot hold them: a record is gone, or not newer. */
    private static @Nullable List<AcceleratorRecord> changes(
            ConfigurationImage from, ConfigurationImage to) {
        var changes = new ArrayList<AcceleratorRecord>();
        for (var id : to.differences(from)) {
            var record = to.find(id);
            if (record == null || record.revision() <= from.revisionOf(id)) {
                return null;
            }
            changes.add(record);
        }
        return changes;
    }

    /** Whether no other process has written since. */
    private boolean isStill(String base) throws IOException {
        return base.equals(Sha256.firstLine(current.path()));
    }

    private Held writeWhole(ConfigurationImage image) throws IOException {
        var written = Files.createTempFile(folder, UNFINISHED, ".new");
        try {
            var sha256 = new ImageFile(written).write(image);
            keepPrevious();
            Files.move(written, current.path(), REPLACE_EXISTING, ATOMIC_MOVE);
            syncNames();
            return new Held(sha256, length(current), image);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** A corrupt file must not take the place of the good one that it was refused for. */
    private void keepPrevious() throws IOException {
        var whole = current.sha256();
        if (whole.isEmpty()) {
            return;
        }
        try {
            if (whole.get().equals(journal.base())) {
                Files.move(journal.path(), previousJournal.path(), REPLACE_EXISTING, ATOMIC_MOVE);
            } else if (!whole.get().equals(previousJournal.base())) {
                Files.deleteIfExists(previousJournal.path());
            }
            Files.move(current.path(), previous.path(), REPLACE_EXISTING, ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            log.debug("journal moved by another process", e);
        }
    }

    /** Deletes the files of processes that were killed while they saved. */
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

    private void syncNames() throws IOException {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static long length(ImageFile file) {
        try {
            return Files.size(file.path());
        } catch (IOException _) {
            return 0;
        }
    }
}
