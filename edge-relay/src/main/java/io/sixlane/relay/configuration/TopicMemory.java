package io.sixlane.relay.configuration;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationImage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tracks which accelerators the images topic holds, to decide what it means when one is missing.
 *
 * <p>A record leaves a topic only through a tombstone, so an accelerator that a topic held once and
 * holds no more was removed. A topic that was lost and created again is filled little by little and
 * lacks accelerators that are served. So a missing record counts as a removal only in a topic that
 * once held everything that is held here; in any other topic, and in an empty one, an accelerator
 * goes only with its removal or its tombstone. There is no time limit: an accelerator that was
 * removed, and whose removal was forgotten, while this relay was away and the topic was lost, is
 * served until the relay starts with an empty folder.
 *
 * <p>Used by one thread.
 */
final class TopicMemory {
    private static final int MOST_NAMES = 20;

    /** The topic that held all that is held; null when none did. */
    private @Nullable String complete;

    /** The one that is read. */
    private String topic = "";

    private boolean catchingUp;

    // In a catch-up.
    private final Set<AcceleratorId> present = new HashSet<>();
    private final Set<AcceleratorId> forgotten = new HashSet<>();

    /** Accelerators that are held here and missing from the topic, after a catch-up. */
    private final Set<AcceleratorId> missing = new HashSet<>();

    TopicMemory(Optional<String> complete) {
        this.complete = complete.orElse(null);
    }

    void beginCatchUp(String read) {
        topic = read;
        catchingUp = true;
        present.clear();
        forgotten.clear();
        missing.clear();
    }

    /** A record of it, understood or not. */
    void present(AcceleratorId id) {
        if (catchingUp) {
            present.add(id);
            forgotten.remove(id);
        } else {
            seen(id);
        }
    }

    /** A tombstone of it. */
    void forgotten(AcceleratorId id) {
        if (catchingUp) {
            present.remove(id);
            forgotten.add(id);
        } else {
            seen(id);
        }
    }

    private void seen(AcceleratorId id) {
        if (missing.remove(id) && missing.isEmpty()) {
            complete = topic;
        }
    }

    /** Whether an accelerator that is held counts as removed, now that the log was read. */
    boolean isGone(AcceleratorId id) {
        return !present.contains(id) && (forgotten.contains(id) || absenceCounts());
    }

    private boolean absenceCounts() {
        return topic.equals(complete) && !present.isEmpty();
    }

    /**
     * The whole log was read.
     *
     * @param held without those that are gone
     */
    void caughtUp(ConfigurationImage held) {
        held.accelerators()
                .map(AcceleratorImage::id)
                .filter(id -> !present.contains(id))
                .forEach(missing::add);
        complete = missing.isEmpty() ? topic : null;
        catchingUp = false;
        present.clear();
        forgotten.clear();
    }

    /** The topic in which a missing record counts; empty when it is not the one that is read. */
    Optional<String> complete() {
        return Optional.ofNullable(complete);
    }

    /** How many accelerators are kept although the topic lacks them. */
    int kept() {
        return missing.size();
    }

    /** The first {@value #MOST_NAMES} of them. */
    String namesOfKept() {
        return missing.stream()
                .map(AcceleratorId::text)
                .sorted()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(" "));
    }
}
