package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.provisioning.clock.RelayLiveness;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The load of living relays, from their last heartbeats. */
@Repository
public final class RelayLoads {
    private final DatabaseClient database;

    RelayLoads(DatabaseClient database) {
        this.database = database;
    }

    /** The loads of living relays, by id. */
    public Flux<RelayLoad> living() {
        return database.sql(
                        """
                        select relay_id, region, connections_active, connections_by_listener
                          from relay r
                         where %s
                         order by relay_id
                        """
                                .formatted(RelayLiveness.ALIVE))
                .map(
                        row ->
                                new RelayLoad(
                                        Objects.requireNonNull(row.get("relay_id", String.class)),
                                        Objects.requireNonNull(row.get("region", String.class)),
                                        Objects.requireNonNull(
                                                row.get("connections_active", Long.class)),
                                        byListener(row)))
                .all();
    }

    static List<ListenerConnections> byListener(Readable row) {
        var json = Objects.requireNonNull(row.get("connections_by_listener", Json.class));
        return List.of(ConfigurationJson.read(json.asArray(), ListenerConnections[].class));
    }
}
