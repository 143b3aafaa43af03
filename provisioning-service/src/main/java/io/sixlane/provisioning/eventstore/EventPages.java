package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import reactor.core.publisher.Mono;

/** The log in pages. */
public interface EventPages {
    /**
     * Events of a stream by revision. Large ones make a slice shorter, to bound its memory; the
     * first one always fits.
     *
     * @param fromRevision the first one wanted, from 1
     * @param limit at most this many
     * @throws EventNotUnderstoodException (as an error signal) at one that a later version wrote
     */
    Mono<Slice> page(String streamId, long fromRevision, int limit);

    /**
     * @param more whether there are events after these
     */
    record Slice(List<RecordedEvent> events, boolean more) {
        public Slice {
            events = List.copyOf(events);
        }
    }
}
