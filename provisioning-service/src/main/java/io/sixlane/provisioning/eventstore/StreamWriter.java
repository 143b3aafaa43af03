package io.sixlane.provisioning.eventstore;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Writes an append in one statement: the stream, its events and, if it is an accelerator, the view,
 * which is as new as the log. Each further statement would be a way to the database and back, while
 * other changes of the stream wait. A deleted accelerator stays in the view as the record that it
 * is gone, of no account.
 */
@Repository
final class StreamWriter {
    /** Revisions: reading the past folds no more events than these and a change. */
    static final int SNAPSHOT_EVERY = 100;

    /** Takes the lock before its transaction takes an id. */
    private static final String EVENTS =
            """
            with locked as materialized (
                   select pg_advisory_xact_lock(hashtextextended(:streamId, 0))),
                 moved as (
                   insert into stream (stream_id, revision, head)
                   select :streamId, :revision, :head
                     from locked
                    where :expectedRevision = 0
                       or exists (select from stream where stream_id = :streamId)
                       on conflict (stream_id) do update
                      set revision = excluded.revision, head = excluded.head
                    where stream.revision = :expectedRevision
                      and stream.head = :expectedHead
                returning stream_id),
                 added as (
                   insert into event (stream_id, revision, record)
                   select moved.stream_id, :expectedRevision + wanted.number, wanted.record
                     from moved
                    cross join jsonb_array_elements(:records)
                               with ordinality as wanted (record, number)
                    order by wanted.number
                returning revision)
            """;

    private static final String VIEW =
            """
               , viewed as (
                   insert into accelerator_view
                          (accelerator_id, account, revision, body, listeners,
                           most_endpoint_groups, most_endpoints, most_access_prefixes)
                   select moved.stream_id, :account, :revision, :body, :listeners,
                          :groups, :endpoints, :prefixes
                     from moved
                       on conflict (accelerator_id) do update
                      set account = excluded.account,
                          revision = excluded.revision,
                          body = excluded.body,
                          listeners = excluded.listeners,
                          most_endpoint_groups = excluded.most_endpoint_groups,
                          most_endpoints = excluded.most_endpoints,
                          most_access_prefixes = excluded.most_access_prefixes
                returning body),
                 pictured as (
                   insert into accelerator_snapshot (accelerator_id, revision, occurred_at, body)
                   select :streamId, :revision, :occurredAt, viewed.body
                     from viewed
                    where :pictured)
            """;

    private static final String ADDED = "select count(*) as added from added";

    private static final String OF_STREAM = EVENTS + ADDED;
    private static final String OF_ACCELERATOR = EVENTS + VIEW + ADDED;

    private final DatabaseClient database;

    StreamWriter(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Writes nothing when the stream is not at the expected revision with this head.
     *
     * @param recorded one event or more
     * @param after the accelerator after them; null for other streams
     * @return whether it was written
     */
    Mono<Boolean> write(
            Append append,
            String head,
            List<RecordedEvent> recorded,
            @Nullable AcceleratorRecord after) {
        var last = recorded.getLast();
        var events =
                database.sql(after == null ? OF_STREAM : OF_ACCELERATOR)
                        .bind("streamId", append.streamId())
                        .bind("expectedRevision", append.expectedRevision())
                        .bind("expectedHead", head)
                        .bind("revision", last.revision())
                        .bind("head", last.hash())
                        .bind("records", Json.of(ConfigurationJson.write(recorded)));
        return (after == null ? events : view(events, recorded, after))
                .map(row -> row.get("added", Long.class))
                .one()
                .map(added -> added == recorded.size());
    }

    private static GenericExecuteSpec view(
            GenericExecuteSpec statement, List<RecordedEvent> recorded, AcceleratorRecord after) {
        var use = AcceleratorUse.of(after);
        var bound =
                statement
                        .bind("body", Json.of(ConfigurationJson.write(after)))
                        .bind("listeners", use.listeners())
                        .bind("groups", use.mostEndpointGroups())
                        .bind("endpoints", use.mostEndpoints())
                        .bind("prefixes", use.mostAccessPrefixes())
                        .bind("occurredAt", recorded.getLast().occurredAt())
                        .bind("pictured", isPictured(recorded.getFirst(), after));
        return after instanceof AcceleratorImage image
                ? bound.bind("account", image.account())
                : bound.bindNull("account", String.class);
    }

    /** Whether the revision passes a multiple of {@link #SNAPSHOT_EVERY}. */
    private static boolean isPictured(RecordedEvent first, AcceleratorRecord after) {
        return after instanceof AcceleratorImage
                && (first.revision() - 1) / SNAPSHOT_EVERY < after.revision() / SNAPSHOT_EVERY;
    }
}
