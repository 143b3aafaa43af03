package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.StreamEvent;
import java.util.List;

/**
 * Events for the end of one stream.
 *
 * @param expectedRevision the revision the decision was made on; 0 for a stream that must not exist
 * @param events in order; empty only checks that the stream still stands at {@code
 *     expectedRevision}
 */
public record Append(String streamId, long expectedRevision, List<StreamEvent> events) {
    public Append {
        if (expectedRevision < 0) {
            throw new IllegalArgumentException(
                    "expected revision must be 0 or more, was " + expectedRevision);
        }
        events = List.copyOf(events);
    }
}
