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
 * What the images topic said of the accelerators that are held, and so what its silence about one
 * of them means.
 *
 * <p>A record leaves a topic through a tombstone alone: what a topic held once and holds no more
 * was removed. A topic that was lost and made anew is filled little by little, and says nothing yet
 * of accelerators that are served. So silence counts only in a topic that once held all that is
 * held; in another one, and in an empty one, an accelerator goes with its removal or its tombstone
 * alone. That is without a time limit: whoever was removed, and whose removal was forgotten, while
 * this relay was away and the topic was lost, is served until the relay begins with an empty
 * folder.
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
    private final Set<AcceleratorId> said = new HashSet<>();
    private final Set<AcceleratorId> forgotten = new HashSet<>();

    /** There, and the topic that is read never said anything of it. After a catch-up. */
    private final Set<AcceleratorId> silent = new HashSet<>();

    TopicMemory(Optional<String> complete) {
        this.complete = complete.orElse(null);
    }

    void beginCatchUp(String read) {
        topic = read;
        catchingUp = true;
        said.clear();
        forgotten.clear();
        silent.clear();
    }

    /** A record of it, understood or not. */
    void said(AcceleratorId id) {
        if (catchingUp) {
            said.add(id);
            forgotten.remove(id);
        } else {
            heard(id);
        }
    }

    /** A tombstone of it. */
    void forgotten(AcceleratorId id) {
        if (catchingUp) {
            said.remove(id);
            forgotten.add(id);
        } else {
            heard(id);
        }
    }

    private void heard(AcceleratorId id) {
        if (silent.remove(id) && silent.isEmpty()) {
            complete = topic;
        }
    }

    /** Whether an accelerator that is held counts as removed, now that the log was read. */
    boolean isGone(AcceleratorId id) {
        return !said.contains(id) && (forgotten.contains(id) || silenceCounts());
    }

    private boolean silenceCounts() {
        return topic.equals(complete) && !said.isEmpty();
    }

    /**
     * The whole log was read.
     *
     * @param held without those that are gone
     */
    void caughtUp(ConfigurationImage held) {
        held.accelerators()
                .map(AcceleratorImage::id)
                .filter(id -> !said.contains(id))
                .forEach(silent::add);
        complete = silent.isEmpty() ? topic : null;
        catchingUp = false;
        said.clear();
        forgotten.clear();
    }

    /** The topic whose silence counts; empty when that of the one that is read does not. */
    Optional<String> complete() {
        return Optional.ofNullable(complete);
    }

    /** How many accelerators are kept against the silence of the topic. */
    int kept() {
        return silent.size();
    }

    /** The first {@value #MOST_NAMES} of them. */
    String namesOfKept() {
        return silent.stream()
                .map(AcceleratorId::text)
                .sorted()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(" "));
    }
}
