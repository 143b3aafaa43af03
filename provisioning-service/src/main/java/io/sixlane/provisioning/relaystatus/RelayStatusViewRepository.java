package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The last heartbeat of every relay, and the newest revision of every accelerator it applied. What
 * is older than what is held, or the same, changes nothing.
 */
@Repository
final class RelayStatusViewRepository implements RelayStatuses {
    static final Duration SILENCE = Duration.ofSeconds(10);

    private final DatabaseClient database;
    private final Clock clock;

    RelayStatusViewRepository(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Flux<Programmed> programmed(AcceleratorId id) {
        return database.sql(
                        """
                        select a.relay_id, a.region, a.revision, a.failures, a.applied_at,
                               coalesce(r.last_heartbeat_at > :silentSince, false) as alive
                          from relay_applied a
                          left join relay r on r.relay_id = a.relay_id
                         where a.accelerator_id = :acceleratorId
                           and (r.relay_id is null or a.incarnation >= r.incarnation)
                         order by a.relay_id
                        """)
                .bind("acceleratorId", id.text())
                .bind("silentSince", silentSince())
                .map(RelayStatusViewRepository::readProgrammed)
                .all();
    }

    /** By id. */
    Flux<RelayView> relays() {
        return database.sql(
                        """
                        select r.relay_id, r.region, r.last_heartbeat_at > :silentSince as alive,
                               r.path, r.incarnation, r.last_heartbeat_at, r.accelerators,
                               r.listeners, r.active_connections, r.source,
                               count(a.relay_id) filter (where a.failures <> '[]') as failing,
                               min(a.revision) as lowest, max(a.revision) as highest
                          from relay r
                          left join relay_applied a
                                 on a.relay_id = r.relay_id and a.incarnation = r.incarnation
                         group by r.relay_id
                         order by r.relay_id
                        """)
                .bind("silentSince", silentSince())
                .map(RelayStatusViewRepository::readRelay)
                .all();
    }

    Mono<Void> save(Heartbeat heartbeat) {
        return database.sql(
                        """
                        insert into relay (relay_id, region, incarnation, last_heartbeat_at, path,
                                           accelerators, listeners, active_connections, source)
                        values (:relayId, :region, :incarnation, :at, :path,
                                :accelerators, :listeners, :activeConnections, :source)
                            on conflict (relay_id) do update
                           set region = excluded.region,
                               incarnation = excluded.incarnation,
                               last_heartbeat_at = excluded.last_heartbeat_at,
                               path = excluded.path,
                               accelerators = excluded.accelerators,
                               listeners = excluded.listeners,
                               active_connections = excluded.active_connections,
                               source = excluded.source
                         where (relay.incarnation, relay.last_heartbeat_at)
                               < (excluded.incarnation, excluded.last_heartbeat_at)
                        """)
                .bind("relayId", heartbeat.relayId())
                .bind("region", heartbeat.region())
                .bind("incarnation", heartbeat.incarnation())
                .bind("at", heartbeat.at())
                .bind("path", heartbeat.path())
                .bind("accelerators", heartbeat.accelerators())
                .bind("listeners", heartbeat.listeners())
                .bind("activeConnections", heartbeat.activeConnections())
                .bind("source", heartbeat.source())
                .then();
    }

    Mono<Void> save(AcceleratorApplied applied) {
        return database.sql(
                        """
                        insert into relay_applied (relay_id, accelerator_id, region, incarnation,
                                                   revision, applied_at, head, failures)
                        values (:relayId, :acceleratorId, :region, :incarnation,
                                :revision, :at, :head, :failures)
                            on conflict (accelerator_id, relay_id) do update
                           set region = excluded.region,
                               incarnation = excluded.incarnation,
                               revision = excluded.revision,
                               applied_at = excluded.applied_at,
                               head = excluded.head,
                               failures = excluded.failures
                         where (relay_applied.incarnation,
                                relay_applied.revision,
                                relay_applied.applied_at)
                               < (excluded.incarnation, excluded.revision, excluded.applied_at)
                        """)
                .bind("relayId", applied.relayId())
                .bind("acceleratorId", applied.acceleratorId().text())
                .bind("region", applied.region())
                .bind("incarnation", applied.incarnation())
                .bind("revision", applied.revision())
                .bind("at", applied.at())
                .bind("head", applied.head())
                .bind("failures", Json.of(ConfigurationJson.write(applied.failures())))
                .then();
    }

    private Instant silentSince() {
        return clock.instant().minus(SILENCE);
    }

    private static Programmed readProgrammed(Readable row) {
        return new Programmed(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("revision", Long.class),
                row.get("alive", Boolean.class),
                List.of(
                        ConfigurationJson.read(
                                row.get("failures", Json.class).asArray(), ApplyFailure[].class)),
                row.get("applied_at", Instant.class));
    }

    private static RelayView readRelay(Readable row) {
        return new RelayView(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("alive", Boolean.class),
                row.get("path", String.class),
                row.get("incarnation", Instant.class),
                row.get("last_heartbeat_at", Instant.class),
                row.get("accelerators", Integer.class),
                row.get("listeners", Integer.class),
                row.get("active_connections", Long.class),
                row.get("source", String.class),
                row.get("failing", Long.class),
                row.get("lowest", Long.class),
                row.get("highest", Long.class));
    }
}
