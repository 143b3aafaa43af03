package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.notification.Notifications;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final AcceleratorSteps steps;
    private final PortClaims ports;
    private final StreamWriter streams;
    private final Notifications notifications;

    R2dbcEventStore(
            DatabaseClient database,
            TransactionalOperator transactions,
            AcceleratorSteps steps,
            PortClaims ports,
            StreamWriter streams,
            Notifications notifications) {
        this.database = database;
        this.transactions = transactions;
        this.steps = steps;
        this.ports = ports;
        this.streams = streams;
        this.notifications = notifications;
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
                        append -> steps.of(append, recorded(change, append, RecordedEvent.NO_HASH)))
                .concatMap(step -> ports.check(step.before(), step.after()))
                .then();
    }

    private Mono<List<RecordedEvent>> write(Change change) {
        return change.isOneStatement()
                ? OpenTransaction.isPresent()
                        .flatMap(
                                inside ->
                                        inside
                                                ? inTransaction(change)
                                                : appendInOrder(List.of(change))
                                                        .map(List::getFirst))
                : inTransaction(change);
    }

    /**
     * The statement is the transaction. It notifies afterwards: PostgreSQL lets transactions that
     * notify commit only one after the other, so that each would wait for the disk on its own.
     */
    @Override
    public Mono<List<List<RecordedEvent>>> appendInOrder(List<Change> changes) {
        return Mono.defer(
                        () -> {
                            var first = changes.getFirst().appends().getFirst();
                            var head = Objects.requireNonNull(first.decided()).before().head();
                            var recorded = recorded(changes, head);
                            var all = recorded.stream().flatMap(List::stream).toList();
                            var last = changes.getLast().appends().getFirst().decided();
                            var after = Objects.requireNonNull(last).after().at(all.getLast());
                            return streams.write(first, head, all, after)
                                    .flatMap(
                                            written ->
                                                    written
                                                            ? Mono.just(recorded)
                                                            : conflicting(first));
                        })
                .doOnSuccess(_ -> notifications.committed());
    }

    private static List<List<RecordedEvent>> recorded(List<Change> changes, String head) {
        var recorded = new ArrayList<List<RecordedEvent>>();
        var previousHash = head;
        for (var change : changes) {
            var events = recorded(change, change.appends().getFirst(), previousHash);
            recorded.add(events);
            previousHash = events.getLast().hash();
        }
        return List.copyOf(recorded);
    }

    private Mono<List<RecordedEvent>> inTransaction(Change change) {
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
        return head(append)
                .flatMap(
                        head ->
                                append.events().isEmpty()
                                        ? Mono.just(List.of())
                                        : record(append, head, recorded(change, append, head)));
    }

    /** That of the image which was decided on, or of the stream, which must not have moved. */
    private Mono<String> head(Append append) {
        var decided = append.decided();
        return decided != null
                ? Mono.just(decided.before().head())
                : find(append.streamId())
                        .defaultIfEmpty(Stream.NONE)
                        .flatMap(
                                stream ->
                                        stream.revision() == append.expectedRevision()
                                                ? Mono.just(stream.head())
                                                : Mono.error(conflict(append, stream)));
    }

    private Mono<List<RecordedEvent>> record(
            Append append, String head, List<RecordedEvent> recorded) {
        return steps.of(append, recorded)
                .flatMap(
                        step ->
                                streams.write(append, head, recorded, step.after())
                                        .delayUntil(
                                                written ->
                                                        written
                                                                ? ports.move(
                                                                        step.before(), step.after())
                                                                : Mono.empty()))
                .switchIfEmpty(Mono.defer(() -> streams.write(append, head, recorded, null)))
                .flatMap(written -> written ? Mono.just(recorded) : conflicting(append));
    }

    /** Another writer came between. */
    private <T> Mono<T> conflicting(Append append) {
        return find(append.streamId())
                .defaultIfEmpty(Stream.NONE)
                .flatMap(stream -> Mono.error(conflict(append, stream)));
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
                            append.eventId() == null
                                    ? UUID.randomUUID().toString()
                                    : append.eventId(),
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

    /** Notifies the publisher at commit, which otherwise polls from time to time. */
    private Mono<Void> notifyPublisher() {
        return database.sql("select pg_notify('%s', '')".formatted(Notifications.COMMITTED)).then();
    }

    private static VersionConflictException conflict(Append append, Stream stream) {
        return new VersionConflictException(
                append.streamId(), append.expectedRevision(), stream.revision());
    }
}
