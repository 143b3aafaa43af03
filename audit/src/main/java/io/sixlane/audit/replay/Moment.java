package io.sixlane.audit.replay;

import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every accelerator as it was at a moment. The events of a stream before its first later event
 * count, even if a clock that went back dated others earlier.
 */
public final class Moment {
    private final Instant at;
    private final Map<String, AcceleratorRecord> records = new HashMap<>();
    private final Set<String> past = new HashSet<>();

    /**
     * @param at included; {@link Instant#MAX} for the end of the log
     */
    public Moment(Instant at) {
        this.at = at;
    }

    /** The event of an accelerator, in the order of its stream. */
    public void apply(RecordedEvent recorded) {
        if (past.contains(recorded.streamId())) {
            return;
        }
        if (recorded.occurredAt().isAfter(at)) {
            past.add(recorded.streamId());
            return;
        }
        records.put(
                recorded.streamId(),
                AcceleratorEvolution.evolve(records.get(recorded.streamId()), recorded));
    }

    /** Removes these accelerators, whose state is wrong. */
    public void leaveOut(Collection<String> streamIds) {
        records.keySet().removeAll(streamIds);
    }

    public @Nullable AcceleratorRecord find(String acceleratorId) {
        return records.get(acceleratorId);
    }

    public Set<String> ids() {
        return Collections.unmodifiableSet(records.keySet());
    }

    /** All records by id, deleted accelerators included. */
    public List<AcceleratorRecord> records() {
        return records.values().stream()
                .sorted(Comparator.comparing(AcceleratorRecord::id))
                .toList();
    }

    /** The existing accelerators, by id. */
    public List<AcceleratorImage> accelerators() {
        return records().stream()
                .filter(AcceleratorImage.class::isInstance)
                .map(AcceleratorImage.class::cast)
                .toList();
    }
}
