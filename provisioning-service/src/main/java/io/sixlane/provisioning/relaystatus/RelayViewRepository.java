package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.AdmittedConnections;
import io.sixlane.provisioning.clock.RelayLiveness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Shows relays, whole to operators, and with the share of one account to others. */
@Repository
final class RelayViewRepository {
    private final DatabaseClient database;

    RelayViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Relays after {@code after}, by id, with the accelerators of all accounts. */
    Flux<RelayView> ofAll(String after, int limit) {
        return database.sql(
                        """
                        select r.relay_id, r.region, %s as alive,
                               r.path, r.incarnation, r.received_at, r.last_heartbeat_at,
                               r.accelerators, r.listeners, r.connections_active, r.source, r.draining,
                               r.connections_by_revision, r.connections_by_listener,
                               (select count(*)
                                  from relay_applied a
                                 where a.relay_id = r.relay_id
                                   and a.incarnation = r.incarnation
                                   and a.failures <> '[]') as failing
                          from relay r
                         where r.relay_id > :after
                         order by r.relay_id
                         limit :limit
                        """
                                .formatted(RelayLiveness.ALIVE))
                .bind("after", after)
                .bind("limit", limit)
                .map(RelayViewRepository::read)
                .all();
    }

    /**
     * Relays after {@code after}, by id. Counts, connections and failures are those of the
     * account's accelerators: open connections as far as the relay reports them by listener.
     */
    Flux<RelayView> ofAccount(String account, String after, int limit) {
        return database.sql(
                        """
                        with own as materialized (
                            select accelerator_id, body -> 'regions' as regions,
                                   case when body -> 'suspension' is null
                                        then jsonb_array_length(body -> 'listeners')
                                        else 0 end as listeners
                              from accelerator_view
                             where account = :account
                        ), placed as (
                            select place.value ->> 'region' as region,
                                   count(*) as accelerators,
                                   sum(listeners) as listeners
                              from own, jsonb_array_elements(regions) as place
                             group by 1
                        )
                        select r.relay_id, r.region, %s as alive,
                               r.path, r.incarnation, r.received_at, r.last_heartbeat_at,
                               coalesce(p.accelerators, 0)::integer as accelerators,
                               coalesce(p.listeners, 0)::integer as listeners,
                               coalesce(listener.connections, 0)::bigint as connections_active,
                               r.source, r.draining,
                               coalesce(revision.own, '[]') as connections_by_revision,
                               coalesce(listener.own, '[]') as connections_by_listener,
                               (select count(*)
                                  from relay_applied a
                                 where a.relay_id = r.relay_id
                                   and a.incarnation = r.incarnation
                                   and a.failures <> '[]'
                                   and a.accelerator_id in (select accelerator_id from own))
                                   as failing
                          from relay r
                          left join placed p on p.region = r.region
                          left join lateral (
                                   select jsonb_agg(one) as own,
                                          sum((one ->> 'connections')::bigint) as connections
                                     from jsonb_array_elements(r.connections_by_listener) as one
                                    where one ->> 'acceleratorId'
                                          in (select accelerator_id from own)) as listener
                            on true
                          left join lateral (
                                   select jsonb_agg(one) as own
                                     from jsonb_array_elements(r.connections_by_revision) as one
                                    where one ->> 'acceleratorId'
                                          in (select accelerator_id from own)) as revision
                            on true
                         where r.relay_id > :after
                         order by r.relay_id
                         limit :limit
                        """
                                .formatted(RelayLiveness.ALIVE))
                .bind("account", account)
                .bind("after", after)
                .bind("limit", limit)
                .map(RelayViewRepository::read)
                .all();
    }

    private static RelayView read(Readable row) {
        return new RelayView(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("alive", Boolean.class),
                row.get("path", String.class),
                row.get("incarnation", Instant.class),
                row.get("received_at", Instant.class),
                Duration.between(
                                row.get("received_at", Instant.class),
                                row.get("last_heartbeat_at", Instant.class))
                        .toMillis(),
                row.get("accelerators", Integer.class),
                row.get("listeners", Integer.class),
                row.get("connections_active", Long.class),
                row.get("source", String.class),
                row.get("draining", Boolean.class),
                row.get("failing", Long.class),
                List.of(
                        ConfigurationJson.read(
                                row.get("connections_by_revision", Json.class).asArray(),
                                AdmittedConnections[].class)),
                RelayLoads.byListener(row));
    }
}
