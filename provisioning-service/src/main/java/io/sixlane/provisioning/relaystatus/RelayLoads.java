package io.sixlane.provisioning.changeset;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** How busy relays are, as they last said. */
@Repository
final class RelayLoadViewRepository {
    private final DatabaseClient database;

    RelayLoadViewRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Relays heard of since {@code since}, by id. */
    Flux<RelayLoad> relays(Instant since) {
        return database.sql(
                        """
                        select relay_id, region, active_connections, connections_by_listener
                          from relay
                         where heard_at >= :since
                         order by relay_id
                        """)
                .bind("since", since)
                .map(
                        row ->
                                new RelayLoad(
                                        Objects.requireNonNull(row.get("relay_id", String.class)),
                                        Objects.requireNonNull(row.get("region", String.class)),
                                        Objects.requireNonNull(
                                                row.get("active_connections", Long.class)),
                                        byListener(row)))
                .all();
    }

    private static @Nullable List<ListenerConnections> byListener(Readable row) {
        var said = row.get("connections_by_listener", Json.class);
        return said == null
                ? null
                : List.of(ConfigurationJson.read(said.asArray(), ListenerConnections[].class));
    }
}
