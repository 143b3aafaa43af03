package io.sixlane.provisioning.eventstore;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Finds moments in a stream by a number of reads that is logarithmic in its length. */
public final class RevisionSearch {
    private RevisionSearch() {}

    /**
     * The first revision that occurred at {@code moment} or later; one past the end of a stream
     * without any.
     */
    public static Mono<Long> first(EventStore events, String streamId, Instant moment) {
        return gallop(events, streamId, moment, 1);
    }

    private static Mono<Long> gallop(
            EventStore events, String streamId, Instant moment, long revision) {
        return isBefore(events, streamId, moment, revision)
                .flatMap(
                        before ->
                                before
                                        ? gallop(events, streamId, moment, 2 * revision)
                                        : bisect(events, streamId, moment, revision / 2, revision));
    }

    /**
     * @param before a revision before the moment, or 0
     * @param after a revision that is not, or past the end
     */
    private static Mono<Long> bisect(
            EventStore events, String streamId, Instant moment, long before, long after) {
        if (after - before <= 1) {
            return Mono.just(after);
        }
        var middle = before + (after - before) / 2;
        return isBefore(events, streamId, moment, middle)
                .flatMap(
                        isBefore ->
                                isBefore
                                        ? bisect(events, streamId, moment, middle, after)
                                        : bisect(events, streamId, moment, before, middle));
    }

    private static Mono<Boolean> isBefore(
            EventStore events, String streamId, Instant moment, long revision) {
        return events.history(streamId, revision, 1)
                .next()
                .map(event -> event.revision() == revision && event.occurredAt().isBefore(moment))
                .defaultIfEmpty(false);
    }
}
