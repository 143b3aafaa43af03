package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * The last heartbeat of every relay, and the newest revision of every accelerator it applied. What
 * is older than what is held, or the same, changes nothing.
 */
@Repository
final class RelayStatusViewRepository implements RelayStatuses {
    /** Between what the broker noted and the clock of PostgreSQL: relays' own count for nothing. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    /**
     * @param heardAt when the broker noted it
     */
    record Heard(Instant heardAt, Heartbeat heartbeat) {
        static final Comparator<Heard> ORDER =
                Comparator.<Heard, Instant>comparing(heard -> heard.heartbeat().incarnation())
                        .thenComparing(Heard::heardAt)
                        .thenComparing(heard -> heard.heartbeat().at());
    }

    private static final Comparator<AcceleratorApplied> APPLIED_ORDER =
            Comparator.comparing(AcceleratorApplied::incarnation)
                    .thenComparing(AcceleratorApplied::revision)
                    .thenComparing(AcceleratorApplied::at);

    private final DatabaseClient database;
    private final AppliedNews news;

    RelayStatusViewRepository(DatabaseClient database, AppliedNews news) {
        this.database = database;
        this.news = news;
    }

    @Override
    public Flux<Programmed> programmed(AcceleratorId id) {
        return database.sql(
                        """
                        select a.relay_id, a.region, a.revision, a.head, a.failures, a.applied_at,
                               coalesce(r.heard_at > now() - :silence, false) as alive
                          from relay_applied a
                          left join relay r on r.relay_id = a.relay_id
                         where a.accelerator_id = :acceleratorId
                           and (r.relay_id is null or a.incarnation >= r.incarnation)
                         order by a.relay_id
                        """)
                .bind("acceleratorId", id.text())
                .bind("silence", Interval.of(SILENCE))
                .map(RelayStatusViewRepository::readProgrammed)
                .all();
    }

    /** By id. */
    Flux<RelayView> relays() {
        return database.sql(
                        """
                        select r.relay_id, r.region, r.heard_at > now() - :silence as alive,
                               r.path, r.incarnation, r.heard_at, r.last_heartbeat_at,
                               r.accelerators,
                               r.listeners, r.active_connections, r.source,
                               r.connections_by_revision, r.connections_by_listener,
                               (select count(*)
                                  from relay_applied a
                                 where a.relay_id = r.relay_id
                                   and a.incarnation = r.incarnation
                                   and a.failures <> '[]') as failing
                          from relay r
                         order by r.relay_id
                        """)
                .bind("silence", Interval.of(SILENCE))
                .map(RelayStatusViewRepository::readRelay)
                .all();
    }

    @Override
    public Flux<RelayStanding> standings(AcceleratorId id, Collection<String> regions) {
        return database.sql(
                        """
                        with said as (
                            select * from relay_applied where accelerator_id = :acceleratorId
                        )
                        select relay_id, coalesce(r.region, a.region) as region,
                               coalesce(r.heard_at > now() - :silence, false) as alive,
                               r.heard_at, gone.revision as left_at,
                               coalesce(a.incarnation >= r.incarnation, true) as this_process,
                               a.revision, a.head, a.effective_revision, a.failures, a.applied_at,
                               a.traceparent
                          from relay r
                          full join said a using (relay_id)
                          left join lateral (
                                   select case when removed > coalesce(added, 0) then removed end
                                              as revision
                                     from (select max(revision) filter (
                                                      where fact ->> 'type'
                                                            = 'AccelerationRegionRemoved'
                                                        and fact ->> 'region' = a.region) as removed,
                                                  max(revision) filter (
                                                      where fact ->> 'type'
                                                            = 'AccelerationRegionsAdded'
                                                        and fact -> 'regions' @> jsonb_build_array(
                                                              jsonb_build_object(
                                                                  'region', a.region))) as added
                                             from (select revision, record -> 'event' as fact
                                                     from event
                                                    where stream_id = :acceleratorId) as facts
                                          ) as moves
                               ) as gone
                            on not coalesce(r.region, a.region) = any(:regions)
                         where coalesce(r.region, a.region) = any(:regions)
                            or a.incarnation >= r.incarnation
                         order by relay_id
                        """)
                .bind("acceleratorId", id.text())
                .bind("regions", regions.toArray(String[]::new))
                .bind("silence", Interval.of(SILENCE))
                .map(RelayStatusViewRepository::readStanding)
                .all();
    }

    @Override
    public Flux<Set<AcceleratorId>> news() {
        return news.listen();
    }

    /** Of two about the same the later one counts; at most one transaction each. */
    Mono<Void> save(List<StatusMessage> messages) {
        var heartbeats = new LinkedHashMap<String, Heard>();
        var applied = new LinkedHashMap<String, AcceleratorApplied>();
        for (var message : messages) {
            switch (message.status()) {
                case Heartbeat said ->
                        heartbeats.merge(
                                said.relayId(),
                                new Heard(message.heardAt(), said),
                                BinaryOperator.maxBy(Heard.ORDER));
                case AcceleratorApplied said ->
                        applied.merge(
                                said.relayId() + " " + said.acceleratorId(),
                                said,
                                BinaryOperator.maxBy(APPLIED_ORDER));
                case AcceleratorHealth _ -> {} // held by EndpointHealthViewRepository
            }
        }
        return saveHeartbeats(List.copyOf(heartbeats.values()))
                .then(saveApplied(List.copyOf(applied.values())));
    }

    private Mono<Void> saveHeartbeats(List<Heard> heartbeats) {
        return heartbeats.isEmpty()
                ? Mono.empty()
                : database.sql(
                                """
                                insert into relay (relay_id, region, incarnation,
                                                   last_heartbeat_at, path, accelerators,
                                                   listeners, active_connections, source,
                                                   connections_by_revision,
                                                   connections_by_listener, heard_at)
                                select "relayId", region, incarnation, at, path,
                                       accelerators, listeners, "activeConnections", source,
                                       coalesce("connectionsByRevision", '[]'),
                                       "connectionsByListener", least("heardAt", now())
                                  from jsonb_to_recordset(:said) as said(
                                       "heardAt" timestamptz, heartbeat jsonb),
                                       jsonb_to_record(heartbeat) as beat(
                                       "relayId" text, region text, incarnation timestamptz,
                                       at timestamptz, path text, accelerators integer,
                                       listeners integer, "activeConnections" bigint,
                                       source text, "connectionsByRevision" jsonb,
                                       "connectionsByListener" jsonb)
                                    on conflict (relay_id) do update
                                   set region = excluded.region,
                                       incarnation = excluded.incarnation,
                                       last_heartbeat_at = excluded.last_heartbeat_at,
                                       path = excluded.path,
                                       accelerators = excluded.accelerators,
                                       listeners = excluded.listeners,
                                       active_connections = excluded.active_connections,
                                       source = excluded.source,
                                       connections_by_revision = excluded.connections_by_revision,
                                       connections_by_listener = excluded.connections_by_listener,
                                       heard_at = excluded.heard_at
                                 where (relay.incarnation, relay.heard_at)
                                       < (excluded.incarnation, excluded.heard_at)
                                """)
                        .bind("said", Json.of(ConfigurationJson.write(heartbeats)))
                        .then();
    }

    private Mono<Void> saveApplied(List<AcceleratorApplied> applied) {
        return applied.isEmpty()
                ? Mono.empty()
                : database.sql(
                                """
                                with saved as (
                                    insert into relay_applied (relay_id, accelerator_id, region,
                                                incarnation, revision, applied_at, head, failures,
                                                effective_revision, traceparent)
                                    select "relayId", "acceleratorId", region,
                                           incarnation, revision, at, head, failures,
                                           "effectiveRevision", traceparent
                                      from jsonb_to_recordset(:said) as said(
                                           "relayId" text, "acceleratorId" text, region text,
                                           incarnation timestamptz, revision bigint,
                                           at timestamptz, head text, failures jsonb,
                                           "effectiveRevision" bigint, traceparent text)
                                        on conflict (accelerator_id, relay_id) do update
                                       set region = excluded.region,
                                           incarnation = excluded.incarnation,
                                           revision = excluded.revision,
                                           applied_at = excluded.applied_at,
                                           head = excluded.head,
                                           failures = excluded.failures,
                                           effective_revision = excluded.effective_revision,
                                           traceparent = excluded.traceparent
                                     where (relay_applied.incarnation,
                                            relay_applied.revision,
                                            relay_applied.applied_at)
                                           < (excluded.incarnation, excluded.revision,
                                              excluded.applied_at)
                                    returning accelerator_id
                                )
                                select pg_notify('%s',
                                           case when count(*) > %s then ''
                                                else string_agg(distinct accelerator_id, ',') end)
                                  from saved
                                having count(*) > 0
                                """
                                        .formatted(AppliedNews.CHANNEL, AppliedNews.MOST_NAMED))
                        .bind("said", Json.of(ConfigurationJson.write(applied)))
                        .then();
    }

    private static Programmed readProgrammed(Readable row) {
        return new Programmed(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("revision", Long.class),
                row.get("head", String.class),
                row.get("alive", Boolean.class),
                failures(row),
                row.get("applied_at", Instant.class));
    }

    private static RelayStanding readStanding(Readable row) {
        var thisProcess = row.get("this_process", Boolean.class);
        var revision = thisProcess ? row.get("revision", Long.class) : null;
        return new RelayStanding(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("alive", Boolean.class),
                row.get("heard_at", Instant.class),
                row.get("left_at", Long.class),
                revision == null ? 0 : revision,
                revision == null ? RecordedEvent.NO_HASH : row.get("head", String.class),
                revision == null ? null : row.get("effective_revision", Long.class),
                revision == null ? List.of() : failures(row),
                revision == null ? null : row.get("applied_at", Instant.class),
                revision == null ? null : row.get("traceparent", String.class));
    }

    private static List<ApplyFailure> failures(Readable row) {
        return List.of(
                ConfigurationJson.read(
                        row.get("failures", Json.class).asArray(), ApplyFailure[].class));
    }

    private static RelayView readRelay(Readable row) {
        return new RelayView(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("alive", Boolean.class),
                row.get("path", String.class),
                row.get("incarnation", Instant.class),
                row.get("heard_at", Instant.class),
                Duration.between(
                                row.get("heard_at", Instant.class),
                                row.get("last_heartbeat_at", Instant.class))
                        .toMillis(),
                row.get("accelerators", Integer.class),
                row.get("listeners", Integer.class),
                row.get("active_connections", Long.class),
                row.get("source", String.class),
                row.get("failing", Long.class),
                List.of(
                        ConfigurationJson.read(
                                row.get("connections_by_revision", Json.class).asArray(),
                                AdmittedConnections[].class)),
                byListener(row));
    }

    private static @Nullable List<ListenerConnections> byListener(Readable row) {
        var said = row.get("connections_by_listener", Json.class);
        return said == null
                ? null
                : List.of(ConfigurationJson.read(said.asArray(), ListenerConnections[].class));
    }
}
