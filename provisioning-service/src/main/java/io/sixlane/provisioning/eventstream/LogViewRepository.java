package io.sixlane.provisioning.eventstream;

import static java.util.Objects.requireNonNull;

import io.r2dbc.spi.Readable;
import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.eventstream.LogBatch.Owned;
import io.sixlane.provisioning.eventstream.StreamedEvent.Changed;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the log in the order of publication, without the contents of events. */
@Repository
class LogViewRepository {
    /**
     * Events of access belong to no account here: they are for its admins alone. Neither do those
     * of the catalog, which are for operators.
     */
    private static final String OWNED =
            """
            select part.xid::text as xid, part.position, part.stream_id, part.revision,
                   part.record #>> '{event,type}' as type,
                   part.record ->> 'occurredAt' as occurred_at,
                   coalesce(part.record #>> '{actor,user}', '') as actor_user,
                   coalesce(part.record #>> '{actor,requestId}', '') as request_id,
                   part.record #>> '{actor,reason}' as reason,
                   case when part.stream_id = 'catalog' or starts_with(part.stream_id, 'access')
                        then ''
                        else coalesce(first.record #>> '{actor,account}', '')
                    end as account
              from part
              join event first on first.stream_id = part.stream_id and first.revision = 1
            """;

    private final DatabaseClient database;

    LogViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** The last event that no other can come before. */
    Mono<LogPosition> end() {
        return database.sql(
                        """
                        select xid::text as xid, position
                          from event
                         where xid < pg_snapshot_xmin(pg_current_snapshot())
                         order by event.xid desc, event.position desc
                         limit 1
                        """)
                .map(LogViewRepository::position)
                .one()
                .defaultIfEmpty(LogPosition.START);
    }

    /** Whether the row is in the log. */
    Mono<Boolean> contains(LogPosition position) {
        return position.equals(LogPosition.START)
                ? Mono.just(true)
                : database.sql(
                                """
                                select exists (select 1
                                                 from event
                                                where xid = cast(:xid as xid8)
                                                  and position = :position) as it
                                """)
                        .bind("xid", position.xid())
                        .bind("position", position.position())
                        .map(row -> requireNonNull(row.get("it", Boolean.class)))
                        .one();
    }

    /** At most {@code limit} events after {@code from}. */
    Mono<LogBatch> after(LogPosition from, int limit) {
        return database.sql(
                        """
                        with part as (
                            select xid, position, stream_id, revision, record
                              from event
                             where (xid, position) > (cast(:xid as xid8), :position)
                               and xid < pg_snapshot_xmin(pg_current_snapshot())
                             order by event.xid, event.position
                             limit :limit)
                        """
                                + OWNED
                                + " order by part.xid, part.position")
                .bind("xid", from.xid())
                .bind("position", from.position())
                .bind("limit", limit)
                .map(LogViewRepository::owned)
                .all()
                .collectList()
                .flatMap(
                        events ->
                                events.size() == limit
                                        ? Mono.just(batch(from, events, false))
                                        : isHeld(events.isEmpty() ? from : events.getLast().at())
                                                .map(held -> batch(from, events, held)));
    }

    private static LogBatch batch(LogPosition from, List<Owned> events, boolean held) {
        return new LogBatch(from, events.isEmpty() ? from : events.getLast().at(), events, held);
    }

    private Mono<Boolean> isHeld(LogPosition last) {
        return database.sql(
                        """
                        select exists (select 1
                                         from event
                                        where (xid, position) > (cast(:xid as xid8), :position))
                               as it
                        """)
                .bind("xid", last.xid())
                .bind("position", last.position())
                .map(row -> requireNonNull(row.get("it", Boolean.class)))
                .one();
    }

    /** How many events, of all accounts, there are after {@code from} up to {@code to}. */
    Mono<Long> count(LogPosition from, LogPosition to, int most) {
        return between(
                        """
                        select count(*) as it
                          from (select 1
                                  from event
                                 where (xid, position) > (cast(:xid as xid8), :position)
                                   and (xid, position) <= (cast(:toXid as xid8), :toPosition)
                                 limit :limit) as part
                        """,
                        from,
                        to)
                .bind("limit", most)
                .map(row -> requireNonNull(row.get("it", Long.class)))
                .one();
    }

    /** The events of the account after {@code from} up to {@code to}. */
    Flux<Owned> between(LogPosition from, LogPosition to, String account) {
        return between(
                        """
                        with part as (
                            select xid, position, stream_id, revision, record
                              from event
                             where (xid, position) > (cast(:xid as xid8), :position)
                               and (xid, position) <= (cast(:toXid as xid8), :toPosition))
                        """
                                + OWNED
                                + """
                                 where first.record #>> '{actor,account}' = :account
                                   and part.stream_id <> 'catalog'
                                   and not starts_with(part.stream_id, 'access')
                                 order by part.xid, part.position
                                """,
                        from,
                        to)
                .bind("account", account)
                .map(LogViewRepository::owned)
                .all();
    }

    private DatabaseClient.GenericExecuteSpec between(
            String sql, LogPosition from, LogPosition to) {
        return database.sql(sql)
                .bind("xid", from.xid())
                .bind("position", from.position())
                .bind("toXid", to.xid())
                .bind("toPosition", to.position());
    }

    private static Owned owned(Readable row) {
        return new Owned(
                position(row),
                requireNonNull(row.get("account", String.class)),
                new Changed(
                        requireNonNull(row.get("stream_id", String.class)),
                        requireNonNull(row.get("revision", Long.class)),
                        requireNonNull(row.get("type", String.class)),
                        Instant.parse(requireNonNull(row.get("occurred_at", String.class))),
                        requireNonNull(row.get("actor_user", String.class)),
                        requireNonNull(row.get("request_id", String.class)),
                        row.get("reason", String.class)));
    }

    private static LogPosition position(Readable row) {
        return new LogPosition(
                requireNonNull(row.get("xid", String.class)),
                requireNonNull(row.get("position", Long.class)));
    }
}
