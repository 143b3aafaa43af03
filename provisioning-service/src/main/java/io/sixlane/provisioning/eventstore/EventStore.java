package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The log: append-only. */
public interface EventStore {
    /**
     * All events of a stream by revision; none for a stream that does not exist.
     *
     * @throws EventNotUnderstoodException (as an error signal) at one that a later version wrote
     */
    Flux<RecordedEvent> load(String streamId);

    /**
     * Events of a stream by revision.
     *
     * @param fromRevision the first one wanted, from 1
     * @param limit at most this many
     * @throws EventNotUnderstoodException (as an error signal) at one that a later version wrote
     */
    Flux<RecordedEvent> history(String streamId, long fromRevision, int limit);

    /**
     * Appends everything in one transaction, with the views that follow from it. Revisions have no
     * gaps, and every event carries the hash of the one before it.
     *
     * @return the recorded events, in the order of the change
     * @throws VersionConflictException (as an error signal) when a stream is not where the change
     *     expects it; then nothing was appended
     * @throws EventNotUnderstoodException (as an error signal) when a later version wrote the last
     *     event of a stream; then nothing was appended
     */
    Mono<List<RecordedEvent>> append(Change change);

    /**
     * Appends changes of one accelerator, each decided on the accelerator after the one before it,
     * as {@link #append} would in one transaction.
     *
     * @param changes one or more, each of {@link Change#isOneStatement}
     * @return the recorded events of each
     */
    Mono<List<List<RecordedEvent>>> appendInOrder(List<Change> changes);
}
