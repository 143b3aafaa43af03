package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.StreamEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events for the end of one stream.
 *
 * @param expectedRevision the revision the decision was made on; 0 for a stream that must not exist
 * @param events in order; empty only checks that the stream still stands at {@code
 *     expectedRevision}
 * @param decided the accelerator that the events change; null where nothing was decided on one
 * @param eventId of a single event that has an id already; null where the store makes ids
 */
public record Append(
        String streamId,
        long expectedRevision,
        List<StreamEvent> events,
        @Nullable Decided decided,
        @Nullable String eventId) {
    /**
     * The accelerator around the decision, so that it is neither read nor evolved again.
     *
     * @param before at the expected revision
     * @param after the events, with the head still unknown
     */
    public record Decided(AcceleratorImage before, AcceleratorRecord after) {}

    public Append {
        if (expectedRevision < 0) {
            throw new IllegalArgumentException(
                    "expected revision must be 0 or more, was " + expectedRevision);
        }
        events = List.copyOf(events);
        if (eventId != null && events.size() != 1) {
            throw new IllegalArgumentException("an id is that of one event");
        }
    }

    public Append(
            String streamId,
            long expectedRevision,
            List<StreamEvent> events,
            @Nullable Decided decided) {
        this(streamId, expectedRevision, events, decided, null);
    }

    /** Appends an event that another service has given its id. */
    public static Append reported(
            String streamId, long expectedRevision, StreamEvent event, String eventId) {
        return new Append(streamId, expectedRevision, List.of(event), null, eventId);
    }

    /** An append to a stream whose state is not at hand. */
    public Append(String streamId, long expectedRevision, List<StreamEvent> events) {
        this(streamId, expectedRevision, events, null);
    }
}
