package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.AcceleratorRemoved;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.status.ImageSource;
import io.sixlane.relay.status.ServedImage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds images from records and hands them to the reconciler. Used by the consumer's thread alone.
 *
 * <p>A catch-up starts from the current image, so that an older log reverts nothing. At its end it
 * drops the accelerators that are missing from the log, where {@link TopicMemory} takes that for a
 * removal.
 */
final class ConfigurationLoader {
    private static final Logger log = LoggerFactory.getLogger(ConfigurationLoader.class);

    /** Removals are forgotten together, since that costs as much as reading the whole image. */
    private static final int MOST_FORGETTABLE = 1_000;

    private final Consumer<ConfigurationImage> reconciler;
    private final ServedImage served;
    private final ImageSaver saver;
    private final Consumer<UnreadRecord> unread;
    private final boolean onDisk;

    private final TopicMemory memory;

    /** Removed, and followed by a tombstone. */
    private final Set<AcceleratorId> forgettable = new HashSet<>();

    private ConfigurationImage image;
    private ConfigurationDelta delta;
    private Optional<String> savedTopic;

    /**
     * @param fromDisk served while Kafka is away
     * @param topic the one that held all of it; empty when that is not known
     * @param reconciler gets every image that shall be served
     * @param unread receives records that cannot be read
     */
    ConfigurationLoader(
            Optional<ConfigurationImage> fromDisk,
            Optional<String> topic,
            Consumer<ConfigurationImage> reconciler,
            ServedImage served,
            ImageSaver saver,
            Consumer<UnreadRecord> unread) {
        this.image = fromDisk.orElse(ConfigurationImage.EMPTY);
        this.onDisk = fromDisk.isPresent();
        this.delta = new ConfigurationDelta(image);
        this.memory = new TopicMemory(topic);
        this.savedTopic = topic;
        this.reconciler = reconciler;
        this.served = served;
        this.saver = saver;
        this.unread = unread;
    }

    /** Serves the last known image, unless one is served already, since Kafka does not answer. */
    void kafkaIsAway() {
        if (served.source() == ImageSource.NONE && onDisk) {
            log.atWarn().addKeyValue("accelerators", image.size()).log("serving the image on disk");
            reconciler.accept(image);
            served.serve(image, ImageSource.DISK);
        }
    }

    /**
     * @param topic that is read from its beginning; another name after it was deleted and created
     *     again
     */
    void beginCatchUp(String topic) {
        delta = new ConfigurationDelta(image);
        memory.beginCatchUp(topic);
    }

    /**
     * One record of the images topic; {@code value} is null for a tombstone.
     *
     * @return what will be applied, null when that is nothing
     */
    @Nullable AcceleratorRecord onRecord(byte @Nullable [] key, byte @Nullable [] value) {
        return onRecord(key, value, value == null ? null : DecodedRecord.of(value));
    }

    /** As {@link #onRecord(byte[], byte[])}, with the content of {@code value} if there is one. */
    @Nullable AcceleratorRecord onRecord(
            byte @Nullable [] key, byte @Nullable [] value, @Nullable DecodedRecord decoded) {
        var id = idOf(key);
        if (id == null) {
            log.error("record with a bad key ignored");
            return null;
        }
        if (value == null || decoded == null) {
            // Follows the removal by a week.
            memory.forgotten(id);
            if (image.find(id) instanceof AcceleratorRemoved) {
                forgettable.add(id);
            }
            return null;
        }
        memory.present(id);
        var record = decoded.record();
        if (record == null || !record.id().equals(id)) {
            var failure = record == null ? decoded.failure() : "it is of " + record.id();
            onUnread(UnreadRecord.of(id, value, failure, image.find(id)));
            return null;
        }
        try {
            var kept = sharing(record);
            delta.replay(kept);
            return kept;
        } catch (RuntimeException | StackOverflowError e) { // values of others, so anything
            onUnread(UnreadRecord.of(id, value, String.valueOf(e.getMessage()), image.find(id)));
            return null;
        }
    }

    /**
     * Whether the record is not newer than the one that is held, as far as its revision can be
     * read. Another thread may ask while the consumer's waits.
     */
    boolean holds(byte @Nullable [] key, byte[] value) {
        var id = idOf(key);
        var held = id == null ? null : image.find(id);
        return held != null && RevisionOf.json(value) <= held.revision();
    }

    /** A record that is ignored: it changes no accelerator, and does not make it a missing one. */
    void onIgnored(byte @Nullable [] key) {
        var id = idOf(key);
        if (id != null) {
            memory.present(id);
        }
    }

    /** Null of a key that no accelerator has. */
    private static @Nullable AcceleratorId idOf(byte @Nullable [] key) {
        try {
            return key == null ? null : new AcceleratorId(new String(key, UTF_8));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private void onUnread(UnreadRecord record) {
        if (!record.isOld()) {
            log.atError()
                    .addKeyValue("accelerator", record.id())
                    .addKeyValue("cause", record.reason())
                    .log("record unreadable, the accelerator keeps its last state");
            unread.accept(record);
        }
    }

    /** Shares unchanged listeners with the image that is held, in memory and for comparison. */
    private AcceleratorRecord sharing(AcceleratorRecord record) {
        return record instanceof AcceleratorImage next
                        && image.find(record.id()) instanceof AcceleratorImage held
                ? next.sharing(held)
                : record;
    }

    /** Whether {@link #caughtUp} would take away something that is held. */
    boolean wouldForget() {
        return image.records().anyMatch(record -> memory.isGone(record.id()));
    }

    /** Serves the image: everything that was in the log at the start is replayed. */
    void caughtUp() {
        var next = without(delta.apply(), memory::isGone);
        memory.caughtUp(next);
        if (memory.kept() > 0) {
            log.atError()
                    .addKeyValue("accelerators", memory.kept())
                    .addKeyValue("names", memory.namesOfKept())
                    .log("accelerators missing from the topic, kept");
        }
        serve(next);
    }

    /** Serves the changes of the records since the last call. Called after catch-up. */
    void apply() {
        if (forgettable.size() >= MOST_FORGETTABLE) {
            var next = without(delta.apply(), forgettable::contains);
            forgettable.clear();
            serve(next);
        } else if (!delta.changes().isEmpty()) {
            serve(delta.apply());
        } else if (!memory.complete().equals(savedTopic)) {
            save();
        }
    }

    private void serve(ConfigurationImage next) {
        image = next;
        delta = new ConfigurationDelta(next);
        reconciler.accept(next);
        served.serve(next, ImageSource.KAFKA);
        save();
    }

    private void save() {
        savedTopic = memory.complete();
        saver.saveSoon(image, savedTopic);
    }

    private static ConfigurationImage without(
            ConfigurationImage image, Predicate<AcceleratorId> gone) {
        if (image.records().noneMatch(record -> gone.test(record.id()))) {
            return image;
        }
        var kept = new ConfigurationDelta(ConfigurationImage.EMPTY);
        image.records().filter(record -> !gone.test(record.id())).forEach(kept::replay);
        return kept.apply();
    }
}
