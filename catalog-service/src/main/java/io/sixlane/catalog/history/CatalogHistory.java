package io.sixlane.catalog.history;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.catalog.CatalogEvent.CatalogEntryDeleted;
import io.sixlane.configuration.catalog.CatalogEvent.CatalogEntryPut;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Records each change of the catalog in the transaction that makes it, as an event of the stream
 * {@code catalog}. {@link #change} makes every change.
 */
@Service
public class CatalogHistory {
    private final DatabaseClient database;
    private final List<EntrySource> sources;
    private final TransactionalOperator transactions;

    CatalogHistory(
            DatabaseClient database,
            List<EntrySource> sources,
            TransactionalOperator transactions) {
        this.database = database;
        this.sources = List.copyOf(sources);
        this.transactions = transactions;
    }

    /**
     * All of {@code work} with its events, or nothing. No other change comes in between: changes of
     * the catalog are few, and one at a time.
     */
    public <T> Mono<T> change(Actor actor, Mono<T> work) {
        return lock().then(Mono.defer(this::entries))
                .flatMap(
                        before ->
                                work.materialize()
                                        .flatMap(
                                                done ->
                                                        done.isOnError()
                                                                ? Mono.just(done)
                                                                : record(actor, before)
                                                                        .thenReturn(done)))
                .<T>dematerialize()
                .as(transactions::transactional);
    }

    private Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock(hashtext('catalog change'))").then();
    }

    private Mono<Map<String, CatalogEntry>> entries() {
        return Flux.fromIterable(sources)
                .concatMap(EntrySource::all)
                .cast(CatalogEntry.class)
                .collectMap(CatalogEntry::key, entry -> entry, TreeMap::new);
    }

    private Mono<Void> record(Actor actor, Map<String, CatalogEntry> before) {
        return entries()
                .map(after -> events(before, after))
                .filter(events -> !events.isEmpty())
                .flatMap(events -> append(actor, events));
    }

    private static List<CatalogEvent> events(
            Map<String, CatalogEntry> before, Map<String, CatalogEntry> after) {
        var events = new ArrayList<CatalogEvent>();
        after.forEach(
                (key, entry) -> {
                    var held = before.get(key);
                    if (held == null || held.version() != entry.version()) {
                        events.add(new CatalogEntryPut(entry, held));
                    }
                });
        before.forEach(
                (key, held) -> {
                    if (!after.containsKey(key)) {
                        events.add(new CatalogEntryDeleted(held));
                    }
                });
        return events;
    }

    private Mono<Void> append(Actor actor, List<CatalogEvent> events) {
        return head().flatMapIterable(head -> chain(head, actor, events))
                .concatMap(this::insert)
                .then();
    }

    private static List<RecordedEvent> chain(Head head, Actor actor, List<CatalogEvent> events) {
        var records = new ArrayList<RecordedEvent>();
        var last = head;
        for (var event : events) {
            var record =
                    EventHash.chain(
                            CatalogEvent.STREAM,
                            last.revision() + 1,
                            UUID.randomUUID().toString(),
                            head.now(),
                            actor,
                            event,
                            last.hash());
            records.add(record);
            last = new Head(head.now(), record.revision(), record.hash());
        }
        return records;
    }

    /**
     * The end of the stream.
     *
     * @param now by the clock of the database, which all instances share
     */
    private record Head(Instant now, long revision, String hash) {}

    private Mono<Head> head() {
        return database.sql(
                        """
                        select now() as now,
                               (select record from event order by revision desc limit 1) as record
                        """)
                .map(CatalogHistory::head)
                .one();
    }

    private static Head head(Readable row) {
        var now = Objects.requireNonNull(row.get("now", Instant.class));
        var json = row.get("record", Json.class);
        if (json == null) {
            return new Head(now, 0, RecordedEvent.NO_HASH);
        }
        var last = ConfigurationJson.read(json.asArray(), RecordedEvent.class);
        return new Head(now, last.revision(), last.hash());
    }

    private Mono<Void> insert(RecordedEvent record) {
        return database.sql("insert into event (revision, record) values (:revision, :record)")
                .bind("revision", record.revision())
                .bind("record", Json.of(ConfigurationJson.write(record)))
                .then();
    }

    /** The JSON of events from this revision on, the oldest first, as they were written. */
    Flux<byte[]> events(long from, int limit) {
        return database.sql(
                        """
                        select record
                          from event
                         where revision >= :from
                         order by revision
                         limit :limit
                        """)
                .bind("from", from)
                .bind("limit", limit)
                .mapValue(Json.class)
                .all()
                .map(Json::asArray);
    }
}
