package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
import io.sixlane.provisioning.clock.RelayLiveness;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BinaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The last health of each accelerator's endpoints that each relay published, in one row or several
 * parts. A record that is older than its row changes nothing.
 */
@Repository
final class EndpointHealthViewRepository implements EndpointHealths {
    private static final Comparator<AcceleratorHealth> ORDER =
            Comparator.comparing(AcceleratorHealth::incarnation)
                    .thenComparing(AcceleratorHealth::at);

    private final DatabaseClient database;

    EndpointHealthViewRepository(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Found> found(AcceleratorId id) {
        return database.sql(
                        """
                        with newest as (
                            select distinct on (relay_id)
                                   relay_id, region, incarnation, reported_at, parts
                              from relay_endpoint_health
                             where accelerator_id = :acceleratorId
                             order by relay_id, incarnation desc, reported_at desc, part
                        )
                        select n.relay_id, n.region, n.reported_at,
                               (select coalesce(jsonb_agg(e.endpoint order by p.part, e.place), '[]')
                                  from relay_endpoint_health p
                                  cross join jsonb_array_elements(p.endpoints)
                                             with ordinality as e(endpoint, place)
                                 where p.accelerator_id = :acceleratorId
                                   and p.relay_id = n.relay_id
                                   and p.incarnation = n.incarnation
                                   and p.part < n.parts) as endpoints,
                               %s as alive
                          from newest n
                          left join relay r on r.relay_id = n.relay_id
                         where r.relay_id is null or n.incarnation >= r.incarnation
                         order by n.relay_id
                        """
                                .formatted(RelayLiveness.ALIVE))
                .bind("acceleratorId", id.text())
                .map(EndpointHealthViewRepository::read)
                .all();
    }

    /** Keeps the later one of two with the same key, and leaves out other statuses. */
    Mono<Void> save(List<StatusMessage> messages) {
        var newest = new LinkedHashMap<String, AcceleratorHealth>();
        for (var message : messages) {
            if (message.status() instanceof AcceleratorHealth reported) {
                newest.merge(
                        reported.relayId() + " " + reported.acceleratorId() + " " + reported.part(),
                        reported,
                        BinaryOperator.maxBy(ORDER));
            }
        }
        return newest.isEmpty() ? Mono.empty() : saveNewest(List.copyOf(newest.values()));
    }

    private Mono<Void> saveNewest(List<AcceleratorHealth> reported) {
        return database.sql(
                        """
                        insert into relay_endpoint_health (relay_id, accelerator_id, region,
                                                           incarnation, reported_at, endpoints,
                                                           part, parts)
                        select "relayId", "acceleratorId", region, incarnation, at, endpoints,
                               coalesce(part, 0), coalesce(parts, 1)
                          from jsonb_to_recordset(:reported) as reported(
                               "relayId" text, "acceleratorId" text, region text,
                               incarnation timestamptz, at timestamptz, endpoints jsonb,
                               part int, parts int)
                            on conflict (accelerator_id, relay_id, part) do update
                           set region = excluded.region,
                               incarnation = excluded.incarnation,
                               reported_at = excluded.reported_at,
                               endpoints = excluded.endpoints,
                               parts = excluded.parts
                         where (relay_endpoint_health.incarnation, relay_endpoint_health.reported_at)
                               < (excluded.incarnation, excluded.reported_at)
                        """)
                .bind("reported", Json.of(ConfigurationJson.write(reported)))
                .then();
    }

    private static Found read(Readable row) {
        return new Found(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("alive", Boolean.class),
                row.get("reported_at", Instant.class),
                List.of(
                        ConfigurationJson.read(
                                row.get("endpoints", Json.class).asArray(),
                                EndpointHealth[].class)));
    }
}
