package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts the events that the database returns, before any filter.
 *
 * @param read their number so far
 */
public record CountingEventStore(EventStore store, AtomicInteger read) implements EventStore {
    @Override
    public Flux<RecordedEvent> load(String streamId) {
        return history(streamId, 1, Integer.MAX_VALUE);
    }

    @Override
    public Flux<RecordedEvent> history(String streamId, long fromRevision, int limit) {
        return store.history(streamId, fromRevision, limit)
                .collectList()
                .doOnNext(events -> read.addAndGet(events.size()))
                .flatMapIterable(events -> events);
    }

    @Override
    public Mono<List<RecordedEvent>> append(Change change) {
        return store.append(change);
    }

    @Override
    public Mono<List<List<RecordedEvent>>> appendInOrder(List<Change> changes) {
        return store.appendInOrder(changes);
    }
}
