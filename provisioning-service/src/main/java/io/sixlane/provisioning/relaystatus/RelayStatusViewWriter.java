package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Json;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import io.sixlane.provisioning.notification.Notifications;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BinaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Keeps the last heartbeat of every relay and the newest revision of every accelerator that it
 * applied. A status that is not newer than the one held changes nothing.
 */
@Repository
final class RelayStatusViewWriter {
    /**
     * @param receivedAt when the broker appended it
     */
    record Received(Instant receivedAt, Heartbeat heartbeat) {
        static final Comparator<Received> ORDER =
                Comparator.<Received, Instant>comparing(
                                received -> received.heartbeat().incarnation())
                        .thenComparing(Received::receivedAt)
                        .thenComparing(received -> received.heartbeat().at());
    }

    /** Larger notifications name none: PostgreSQL takes 8000 bytes (source: its NOTIFY). */
    private static final int MOST_NAMED = 100;

    private static final Comparator<AcceleratorApplied> APPLIED_ORDER =
            Comparator.comparing(AcceleratorApplied::incarnation)
                    .thenComparing(AcceleratorApplied::revision)
                    .thenComparing(AcceleratorApplied::at);

    private final DatabaseClient database;

    RelayStatusViewWriter(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Keeps the newest heartbeat of each relay and the newest status of each relay and accelerator,
     * with one statement each.
     */
    Mono<Void> save(List<StatusMessage> messages) {
        var heartbeats = new LinkedHashMap<String, Received>();
        var applied = new LinkedHashMap<String, AcceleratorApplied>();
        for (var message : messages) {
            switch (message.status()) {
                case Heartbeat beat ->
                        heartbeats.merge(
                                beat.relayId(),
                                new Received(message.receivedAt(), beat),
                                BinaryOperator.maxBy(Received.ORDER));
                case AcceleratorApplied one ->
                        applied.merge(
                                one.relayId() + " " + one.acceleratorId(),
                                one,
                                BinaryOperator.maxBy(APPLIED_ORDER));
                case AcceleratorHealth _ -> {} // held by EndpointHealthViewRepository
                case ProbeMeasured _ -> {} // held by the intake of probes
            }
        }
        return saveHeartbeats(List.copyOf(heartbeats.values()))
                .then(saveApplied(List.copyOf(applied.values())));
    }

    private Mono<Void> saveHeartbeats(List<Received> heartbeats) {
        return heartbeats.isEmpty()
                ? Mono.empty()
                : database.sql(
                                """
                                insert into relay (relay_id, region, incarnation,
                                                   last_heartbeat_at, path, accelerators,
                                                   listeners, connections_active, source,
                                                   connections_by_revision,
                                                   connections_by_listener, draining,
                                                   received_at)
                                select "relayId", region, incarnation, at, path,
                                       accelerators, listeners, "connectionsActive", source,
                                       "connectionsByRevision",
                                       "connectionsByListener", coalesce(draining, false),
                                       least("receivedAt", now())
                                  from jsonb_to_recordset(:rows) as rows(
                                       "receivedAt" timestamptz, heartbeat jsonb),
                                       jsonb_to_record(heartbeat) as beat(
                                       "relayId" text, region text, incarnation timestamptz,
                                       at timestamptz, path text, accelerators integer,
                                       listeners integer, "connectionsActive" bigint,
                                       source text, "connectionsByRevision" jsonb,
                                       "connectionsByListener" jsonb, draining boolean)
                                    on conflict (relay_id) do update
                                   set region = excluded.region,
                                       incarnation = excluded.incarnation,
                                       last_heartbeat_at = excluded.last_heartbeat_at,
                                       path = excluded.path,
                                       accelerators = excluded.accelerators,
                                       listeners = excluded.listeners,
                                       connections_active = excluded.connections_active,
                                       draining = excluded.draining,
                                       source = excluded.source,
                                       connections_by_revision = excluded.connections_by_revision,
                                       connections_by_listener = excluded.connections_by_listener,
                                       received_at = excluded.received_at
                                 where (relay.incarnation, relay.received_at)
                                       < (excluded.incarnation, excluded.received_at)
                                """)
                        .bind("rows", Json.of(ConfigurationJson.write(heartbeats)))
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
                                      from jsonb_to_recordset(:rows) as rows(
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
                                        .formatted(Notifications.APPLIED, MOST_NAMED))
                        .bind("rows", Json.of(ConfigurationJson.write(applied)))
                        .then();
    }
}
