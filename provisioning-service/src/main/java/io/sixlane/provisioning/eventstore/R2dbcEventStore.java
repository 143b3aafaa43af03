package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The log in PostgreSQL.
 *
 * <p>Advisory locks on all streams of a change are taken in one order before anything is written.
 * Only then does the transaction get its id: of two transactions on one stream the later one has
 * the higher id, so the order of publication (xid, position) is the order of revisions.
 */
@Repository
final class R2dbcEventStore implements EventStore {
    private record Stream(long revision, String head) {
        static final Stream NONE = new Stream(0, RecordedEvent.NO_HASH);
    }

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final AcceleratorViewWriter views;

    R2dbcEventStore(
            DatabaseClient database,
            TransactionalOperator transactions,
            AcceleratorViewWriter views) {
        this.database = database;
        this.transactions = transactions;
        this.views = views;
    }

    @Override
    public Flux<RecordedEvent> load(String streamId) {
        return history(streamId, 1, Integer.MAX_VALUE);
    }

    @Override
    public Flux<RecordedEvent> history(String streamId, long fromRevision, int limit) {
        return database.sql(
                        """
                        select record
                          from event
                         where stream_id = :streamId
                           and revision >= :fromRevision
                         order by revision
                         limit :limit
                        """)
                .bind("streamId", streamId)
                .bind("fromRevision", fromRevision)
                .bind("limit", limit)
                .mapValue(Json.class)
                .all()
                .map(StoredEvent::read);
    }

    @Override
    public Mono<List<RecordedEvent>> append(Change change) {
        return change.dryRun()
                ? ends(change)
                        .then(checkPorts(change))
                        .then(Mono.error(() -> new DryRunException(change)))
                : write(change);
    }

    /** The last event of each stream; an error when one of them is not understood. */
    private Flux<RecordedEvent> ends(Change change) {
        return Flux.fromIterable(change.appends())
                .concatMap(append -> history(append.streamId(), append.expectedRevision(), 1));
    }

    private Mono<Void> checkPorts(Change change) {
        return Flux.fromIterable(change.appends())
                .concatMap(
                        append ->
                                views.check(
                                        append, recorded(change, append, RecordedEvent.NO_HASH)))
                .then();
    }

    private Mono<List<RecordedEvent>> write(Change change) {
        return lock(change.appends())
                .thenMany(Flux.fromIterable(change.appends()))
                .concatMap(append -> appendToStream(change, append))
                .concatMapIterable(recorded -> recorded)
                .collectList()
                .delayUntil(recorded -> change.observer().appended(recorded))
                .flatMap(recorded -> notifyPublisher().thenReturn(recorded))
                .as(transactions::transactional);
    }

    /** Locks all streams until the transaction ends. Takes no transaction id while it waits. */
    private Mono<Void> lock(List<Append> appends) {
        return database.sql(
                        """
                        select pg_advisory_xact_lock(key)
                          from (select distinct hashtextextended(stream_id, 0) as key
                                  from unnest(:streamIds) as stream_id
                                 order by key) as keys
                        """)
                .bind("streamIds", appends.stream().map(Append::streamId).toArray(String[]::new))
                .then();
    }

    private Mono<List<RecordedEvent>> appendToStream(Change change, Append append) {
        return find(append.streamId())
                .defaultIfEmpty(Stream.NONE)
                .flatMap(
                        stream -> {
                            if (stream.revision() != append.expectedRevision()) {
                                return Mono.error(conflict(append, stream.revision()));
                            }
                            return append.events().isEmpty()
                                    ? Mono.just(List.of())
                                    : record(append, recorded(change, append, stream.head()));
                        });
    }

    private Mono<List<RecordedEvent>> record(Append append, List<RecordedEvent> recorded) {
        return advance(append, recorded.getLast())
                .thenMany(Flux.fromIterable(recorded))
                .concatMap(this::insert)
                .then(views.write(append, recorded))
                .thenReturn(recorded);
    }

    private static List<RecordedEvent> recorded(Change change, Append append, String head) {
        var occurredAt = change.occurredAt().truncatedTo(ChronoUnit.MICROS);
        var recorded = new ArrayList<RecordedEvent>();
        var previousHash = head;
        for (var event : append.events()) {
            var next =
                    EventHash.chain(
                            append.streamId(),
                            append.expectedRevision() + recorded.size() + 1,
                            UUID.randomUUID().toString(),
                            occurredAt,
                            change.actor(),
                            event,
                            previousHash);
            recorded.add(next);
            previousHash = next.hash();
        }
        return List.copyOf(recorded);
    }

    /** An error when its last event is not understood: what follows it might contradict it. */
    private Mono<Stream> find(String streamId) {
        return database.sql(
                        """
                        select stream.revision, stream.head, event.record
                          from stream
                          left join event
                            on event.stream_id = stream.stream_id
                           and event.revision = stream.revision
                         where stream.stream_id = :streamId
                           for update of stream
                        """)
                .bind("streamId", streamId)
                .map(
                        row -> {
                            var last = row.get("record", Json.class);
                            if (last != null) {
                                var _ = StoredEvent.read(last);
                            }
                            return new Stream(
                                    row.get("revision", Long.class), row.get("head", String.class));
                        })
                .one();
    }

    /** Moves the stream on; an error signal when a writer without the lock came between. */
    private Mono<Void> advance(Append append, RecordedEvent last) {
        return database.sql(
                        """
                        insert into stream (stream_id, revision, head)
                        values (:streamId, :revision, :head)
                            on conflict (stream_id) do update
                           set revision = excluded.revision, head = excluded.head
                         where stream.revision = :expectedRevision
                        """)
                .bind("streamId", append.streamId())
                .bind("revision", last.revision())
                .bind("head", last.hash())
                .bind("expectedRevision", append.expectedRevision())
                .fetch()
                .rowsUpdated()
                .flatMap(
                        rows ->
                                rows == 1
                                        ? Mono.empty()
                                        : Mono.error(conflict(append, last.revision())));
    }

    private Mono<Void> insert(RecordedEvent event) {
        return database.sql(
                        """
                        insert into event (stream_id, revision, record)
                        values (:streamId, :revision, :record)
                        """)
                .bind("streamId", event.streamId())
                .bind("revision", event.revision())
                .bind("record", Json.of(ConfigurationJson.write(event)))
                .then();
    }

    /** Notifies the publisher at commit, which otherwise polls from time to time. */
    private Mono<Void> notifyPublisher() {
        return database.sql("select pg_notify('%s', '')".formatted(EventTable.CHANNEL)).then();
    }

    private static VersionConflictException conflict(Append append, long actual) {
        return new VersionConflictException(append.streamId(), append.expectedRevision(), actual);
    }
}
