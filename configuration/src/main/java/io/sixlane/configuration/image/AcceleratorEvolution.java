package io.sixlane.configuration.image;

import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorDeleted;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the record of an accelerator from its events. Pure. */
public final class AcceleratorEvolution {
    /** Of an accelerator whose creation was not seen: it is allowed nothing. */
    private static final SpecificationLimits UNKNOWN = new SpecificationLimits("UNKNOWN", 0, 0, 0);

    private AcceleratorEvolution() {}

    /**
     * Total: an event that reached the log is true, so none is refused. One that is not newer than
     * {@code held} changes nothing; one about something unknown changes only the revision; nothing
     * brings a deleted accelerator back.
     *
     * @param held the record after the event before it, null before the first
     * @param recorded an {@link AcceleratorEvent} of the accelerator's stream
     * @throws IllegalArgumentException if it is the event of another family
     */
    public static AcceleratorRecord evolve(
            @Nullable AcceleratorRecord held, RecordedEvent recorded) {
        if (!(recorded.event() instanceof AcceleratorEvent event)) {
            throw new IllegalArgumentException(
                    "must be the event of an accelerator, was "
                            + recorded.event().getClass().getSimpleName());
        }
        if (held != null && recorded.revision() <= held.revision()) {
            return held;
        }
        if (held instanceof AcceleratorRemoved || event instanceof AcceleratorDeleted) {
            return new AcceleratorRemoved(
                    new AcceleratorId(recorded.streamId()),
                    recorded.revision(),
                    recorded.hash(),
                    recorded.occurredAt());
        }
        var image = held instanceof AcceleratorImage there ? there : nothing(recorded);
        return new AcceleratorDraft(image).apply(event).at(recorded);
    }

    private static AcceleratorImage nothing(RecordedEvent first) {
        return new AcceleratorImage(
                new AcceleratorId(first.streamId()),
                first.actor().account(),
                first.revision(),
                first.hash(),
                first.occurredAt(),
                UNKNOWN,
                null,
                List.of(),
                List.of());
    }
}
