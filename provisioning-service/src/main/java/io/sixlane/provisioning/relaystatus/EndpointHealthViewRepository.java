package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorHealth;
import io.sixlane.configuration.relay.RelayStatus.EndpointHealth;
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
 * What each relay last found at the endpoints of each accelerator. What is older than what is held
 * changes nothing.
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
                        select h.relay_id, h.region, h.said_at, h.endpoints,
                               %s as alive
                          from relay_endpoint_health h
                          left join relay r on r.relay_id = h.relay_id
                         where h.accelerator_id = :acceleratorId
                           and (r.relay_id is null or h.incarnation >= r.incarnation)
                         order by h.relay_id
                        """
                                .formatted(Liveness.ALIVE))
                .bind("acceleratorId", id.text())
                .map(EndpointHealthViewRepository::read)
                .all();
    }

    /** Of two about the same the later one counts; what is not about health is left out. */
    Mono<Void> save(List<StatusMessage> messages) {
        var newest = new LinkedHashMap<String, AcceleratorHealth>();
        for (var message : messages) {
            if (message.status() instanceof AcceleratorHealth said) {
                newest.merge(
                        said.relayId() + " " + said.acceleratorId(),
                        said,
                        BinaryOperator.maxBy(ORDER));
            }
        }
        return newest.isEmpty() ? Mono.empty() : saveNewest(List.copyOf(newest.values()));
    }

    private Mono<Void> saveNewest(List<AcceleratorHealth> said) {
        return database.sql(
                        """
                        insert into relay_endpoint_health (relay_id, accelerator_id, region,
                                                           incarnation, said_at, endpoints)
                        select "relayId", "acceleratorId", region, incarnation, at, endpoints
                          from jsonb_to_recordset(:said) as said(
                               "relayId" text, "acceleratorId" text, region text,
                               incarnation timestamptz, at timestamptz, endpoints jsonb)
                            on conflict (accelerator_id, relay_id) do update
                           set region = excluded.region,
                               incarnation = excluded.incarnation,
                               said_at = excluded.said_at,
                               endpoints = excluded.endpoints
                         where (relay_endpoint_health.incarnation, relay_endpoint_health.said_at)
                               < (excluded.incarnation, excluded.said_at)
                        """)
                .bind("said", Json.of(ConfigurationJson.write(said)))
                .then();
    }

    private static Found read(Readable row) {
        return new Found(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("alive", Boolean.class),
                row.get("said_at", Instant.class),
                List.of(
                        ConfigurationJson.read(
                                row.get("endpoints", Json.class).asArray(),
                                EndpointHealth[].class)));
    }
}
